"""How the medical words and the names of the shipped pack are said in British English, with who says so.

RESPELT sources give no IPA; what stands here is the respelling in IPA. CMU: the word stands in the CMU
Pronouncing Dictionary, and its sounds are given here as British speakers have them (bench/known_words.py
compares them). OURS: nobody was found who says; for a name, the person is to be asked.
"""

# ruff: noqa: RUF001 - IPA
from typing import Final

CMU: Final = "CMU Pronouncing Dictionary, in British sounds"
OURS: Final = "ours"
CAMBRIDGE: Final = "Cambridge Dictionary"
COLLINS: Final = "Collins English Dictionary"
OXFORD: Final = "Oxford Dictionaries"
RESPELT: Final = "MedlinePlus and other drug guides, in IPA by us"

REFERENCE: Final = {
    # Genes, scans, conditions.
    "DYT1": ("diː waɪ tiː wɒn", OURS),
    "DYT5": ("diː waɪ tiː faɪv", OURS),
    "NBIA": ("ɛn biː aɪ eɪ", OURS),
    "MRI": ("ɛmɑːrˈaɪ", OURS),
    "dystonia": ("dɪsˈtəʊnɪə", COLLINS),
    "Wilson's": ("ˈwɪlsənz", CMU),
    "idiopathic": ("ɪdɪəˈpæθɪk", CAMBRIDGE),
    "ganglia": ("ˈɡæŋɡliə", CAMBRIDGE),
    "basal": ("ˈbeɪsəl", CMU),
    "neuronal": ("njʊəˈrəʊnəl", OXFORD),
    "neurological": ("njʊərəˈlɒdʒɪkəl", "wordety.com, UK"),
    "syndrome": ("ˈsɪndrəʊm", CMU),
    "mutation": ("mjuːˈteɪʃən", CMU),
    "gene": ("ˈdʒiːn", CMU),
    "genetic": ("dʒɪˈnɛtɪk", CMU),
    "degenerative": ("dɪˈdʒɛnərətɪv", CMU),
    "inherited": ("ɪnˈhɛrɪtɪd", CMU),
    "acquired": ("əˈkwaɪəd", CMU),
    "accumulation": ("əkjuːmjʊˈleɪʃən", CMU),
    "iron": ("ˈaɪən", CMU),
    "carrier": ("ˈkæriə", CMU),
    "onset": ("ˈɒnsɛt", CMU),
    "primary": ("ˈpraɪməri", CMU),
    "stroke": ("ˈstrəʊk", CMU),
    "scan": ("ˈskæn", CMU),
    "disease": ("dɪˈziːz", CMU),
    "illness": ("ˈɪlnəs", CMU),
    "condition": ("kənˈdɪʃən", CMU),
    "childhood": ("ˈtʃaɪldhʊd", CMU),
    "chemical": ("ˈkɛmɪkəl", CMU),
    "copper": ("ˈkɒpə", CMU),
    "deposited": ("dɪˈpɒzɪtɪd", CMU),
    "inherits": ("ɪnˈhɛrɪts", CMU),
    "generalise": ("ˈdʒɛnərəlaɪz", CMU),
    "stabilise": ("ˈsteɪbəlaɪz", CMU),
    # Signs and the body.
    "generalised": ("ˈdʒɛnərəlaɪzd", CMU),
    "spasm": ("ˈspæzəm", CMU),
    "spasms": ("ˈspæzəmz", CMU),
    "tremor": ("ˈtrɛmə", CMU),
    "posture": ("ˈpɒstʃə", "Oxford Learner's Dictionaries"),
    "postures": ("ˈpɒstʃəz", "Oxford Learner's Dictionaries"),
    "involuntary": ("ɪnˈvɒləntəri", CMU),
    "abnormal": ("əbˈnɔːməl", CMU),
    "symptoms": ("ˈsɪmptəmz", CMU),
    "muscle": ("ˈmʌsəl", CMU),
    "limb": ("ˈlɪm", CMU),
    "leg": ("ˈlɛɡ", CMU),
    "arm": ("ˈɑːm", CMU),
    "foot": ("ˈfʊt", CMU),
    "jaw": ("ˈdʒɔː", CMU),
    "mouth": ("ˈmaʊθ", CMU),
    "chest": ("ˈtʃɛst", CMU),
    "belly": ("ˈbɛlɪ", f"{CMU}; the last vowel as older speakers have it"),
    "trunk": ("ˈtrʌŋk", CMU),
    "brain": ("ˈbreɪn", CMU),
    "nerves": ("ˈnɜːvz", CMU),
    "movement": ("ˈmuːvmənt", CMU),
    "jerking": ("ˈdʒɜːkɪŋ", CMU),
    "tightening": ("ˈtaɪtənɪŋ", CMU),
    "shaking": ("ˈʃeɪkɪŋ", CMU),
    "pain": ("ˈpeɪn", CMU),
    "severe": ("sɪˈvɪə", CMU),
    "mental": ("ˈmɛntəl", CMU),
    "mood": ("ˈmuːd", CMU),
    "stress": ("ˈstrɛs", CMU),
    "emotion": ("ɪˈməʊʃən", CMU),
    "emotional": ("ɪˈməʊʃənəl", CMU),
    "torso": ("ˈtɔːsəʊ", CMU),
    "anxiety": ("æŋˈzaɪəti", CMU),
    "depression": ("dɪˈprɛʃən", CMU),
    "psychological": ("saɪkəˈlɒdʒɪkəl", CMU),
    # Treatment.
    "levodopa": ("liːvəˈdəʊpə", RESPELT),
    "trihexyphenidyl": ("traɪhɛksɪˈfɛnɪdɪl", RESPELT),
    "clonazepam": ("kləʊˈnæzɪpæm", RESPELT),
    "tetrabenazine": ("tɛtrəˈbɛnəziːn", RESPELT),
    "baclofen": ("ˈbækləʊfən", RESPELT),
    "anti-cholinergic": ("ˈæntikɒlɪˈnɜːdʒɪk", f"{COLLINS}; the voice stresses the prefix, too"),
    "dopamine": ("ˈdəʊpəmiːn", CAMBRIDGE),
    "dopa-responsive": ("ˈdəʊpərɪˈspɒnsɪv", OURS),
    "relaxant": ("rɪˈlæksənt", OURS),
    "medicine": ("ˈmɛdsən", OURS),
    "medications": ("mɛdɪˈkeɪʃənz", CMU),
    "injections": ("ɪnˈdʒɛkʃənz", CMU),
    "electrodes": ("ɪˈlɛktrəʊdz", CMU),
    "stimulation": ("stɪmjʊˈleɪʃən", CMU),
    "surgical": ("ˈsɜːdʒɪkəl", CMU),
    "diagnosis": ("daɪəɡˈnəʊsɪs", CMU),
    "prognosis": ("prɒɡˈnəʊsɪs", CMU),
    "consultation": ("kɒnsəlˈteɪʃən", CMU),
    "painkillers": ("ˈpeɪŋkɪləz", OURS),
    "drug": ("ˈdrʌɡ", CMU),
    "oral": ("ˈɔːrəl", CMU),
    "cure": ("ˈkjʊə", CMU),
    "treatment": ("ˈtriːtmənt", CMU),
    "treated": ("ˈtriːtɪd", CMU),
    "surgery": ("ˈsɜːdʒəri", CMU),
    "operation": ("ɒpəˈreɪʃən", CMU),
    "exercise": ("ˈɛksəsaɪz", CMU),
    "relief": ("rɪˈliːf", CMU),
    "relieve": ("rɪˈliːv", CMU),
    "referral": ("rɪˈfɜːrəl", CMU),
    "medical": ("ˈmɛdɪkəl", CMU),
    "health": ("ˈhɛlθ", CMU),
    # People who treat and care.
    "doctor": ("ˈdɒktə", CMU),
    "patients": ("ˈpeɪʃənts", CMU),
    "specialist": ("ˈspɛʃəlɪst", CMU),
    "neurologist": ("njʊˈrɒlədʒɪst", CMU),
    "physiotherapist": ("fɪzɪəʊˈθɛrəpɪst", OXFORD),
    "physiotherapy": ("fɪzɪəʊˈθɛrəpi", OXFORD),
    "Physiotherapy": ("fɪzɪəʊˈθɛrəpi", OXFORD),
    "physician": ("fɪˈzɪʃən", CMU),
    "practitioner": ("prækˈtɪʃənə", CMU),
    "occupational": ("ɒkjʊˈpeɪʃənəl", CMU),
    "therapists": ("ˈθɛrəpɪsts", CMU),
    "carers": ("ˈkɛərəz", OURS),
    # Other words that the lexicon has.
    "helpline": ("ˈhɛlplaɪn", OURS),
    "process": ("ˈprəʊsɛs", OURS),
    "usually": ("ˈjuːʒuːəli", OURS),
    "Dystoniamatters": ("dɪsˈtəʊnɪə ˈmætəz", f"{COLLINS} for the first word"),
    # Names.
    "Society": ("səˈsaɪəti", CMU),
    "Lucie": ("ˈluːsi", OURS),
    "Armstrong": ("ˈɑːmstrɒŋ", CMU),
    "Susan": ("ˈsuːzən", CMU),
    "Baxter": ("ˈbækstə", CMU),
    "Joe": ("ˈdʒəʊ", CMU),
    "Doliczny": ("dɒˈlɪtʃni", OURS),
    "Graham": ("ˈɡreɪəm", CMU),
    "Findlay": ("ˈfɪndleɪ", OURS),
    "Noah": ("ˈnəʊə", OURS),
    "Harrison": ("ˈhærɪsən", OURS),
    "Alan": ("ˈælən", CMU),
    "Jones": ("ˈdʒəʊnz", CMU),
    "Mike": ("ˈmaɪk", CMU),
    "Newbigin": ("ˈnjuːbɪɡɪn", OURS),
    "Jo": ("ˈdʒəʊ", CMU),
    "Noble": ("ˈnəʊbəl", CMU),
    "Lucy": ("ˈluːsi", CMU),
    "Russell": ("ˈrʌsəl", CMU),
    "Anna": ("ˈænə", CMU),
    "Wilson": ("ˈwɪlsən", CMU),
}

# Words of the pack that are not common, or have a capital within a sentence, and are neither medical nor
# names. All are in the list of words whose sounds were compared with the CMU dictionary's.
_ORDINARY: Final = """
    active advise advises affects appropriate aspects assists bending carefully causes choosing
    combination complex consequences coping damp determine developing differs disclaimer discuss disregard
    ease entry equipment everyday examples experts explores extensive factors false featured feelings fixed
    follows greatly highly identified identify ignore inappropriate instruction instructions intended interact
    involve isolated lasts leaflet linked lowering magazine manage management managing metal mid
    mistaken offers properly provider puts qualified rapid rare reaches reduce relevant rely responds seek
    selected sensitive signals spreads spurious steady studies sudden sustained tasks technically technique
    teens testing tests the thin tight tighten treating turning twenties twisted twisting types typically
    understands unusual varies vast wires
"""
ORDINARY: Final = frozenset(_ORDINARY.split())
