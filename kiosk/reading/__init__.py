"""Pure text: a passage -> its sentences -> what the voice is given, and which words it then says."""
