#!/bin/sh
# Fenrir over page.py, in a terminal of its own, with speech-dispatcher; any key cuts off what it says.
# $1: the Python to run page.py with; $2: the file of sentences.
here=$(dirname "$(realpath "$0")")
exec fenrir -e -o "speech#driver=speechdDriver;speech#module=espeak-ng;speech#language=en;sound#enabled=False;\
keyboard#interruptOnKeyPress=True;keyboard#charEcho=False;remote#enable=False;\
general#shell=$1 $here/page.py $2"
