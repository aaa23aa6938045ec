"""What people say beside requests, and the answers: small talk, requests outside the world (<unk> is an unknown word), defaults."""

ONLY_KNOW = "i only know shapes , colors , notes , chords , digits and simple sounds ."
ONLY_BACKGROUNDS = "i know white , black and gray backgrounds ."
NOTHING_HERE = "there is nothing here , what can i make for you ?"
NOTE_OF_COLOR = {"red": "c", "orange": "d", "yellow": "e", "green": "f", "blue": "g", "purple": "a"}
COLOR_OF_NOTE = {v: k for k, v in NOTE_OF_COLOR.items()}
DEFAULTS = {
    "image": {"shape": "circle", "color": "red", "size": "large", "row": "middle", "column": "center", "background": "white"},
    "video": {"shape": "circle", "color": "red", "motion": "moving right", "background": "white"},
    "note": {"pitch": "c", "octave": "4", "timbre": "sine"},
    "chord": {"pitch": "c", "mode": "major", "timbre": "sine"},
    "digit": {"voice": "low"},
}

CHAT = [
    (["hello", "hi", "hey", "hello there", "good morning", "good evening", "good day", "hi polyphony"], "hello , what can i make for you ?"),
    (["thanks", "thank you", "thank you very much", "great , thanks", "many thanks"], "you are welcome ."),
    (["bye", "goodbye", "see you", "bye bye", "see you soon"], "goodbye ."),
    (["how are you ?", "how are you today ?", "are you ok ?"], "i am fine , thank you ."),
    (["who are you ?", "what are you ?", "what is your name ?", "tell me about you"], "i am nano , a small model of polyphony ."),
    (["what can you do ?", "what can you make ?", "help", "what do you know ?", "help me", "what can i ask ?", "how can you help me ?"],
     "i can draw pictures , make films , play notes and chords , and say digits ."),
    (["which shapes do you know ?", "what shapes can you draw ?", "list the shapes", "what shapes are there ?"], "i know the circle , the square , the triangle and the cross ."),
    (["which colors do you know ?", "what colors can you draw ?", "list the colors", "what colors are there ?"], "i know red , green , blue , yellow , purple and orange ."),
    (["which sounds do you know ?", "what sounds can you make ?", "list the sounds"], "i know notes , chords , digits , noise , sweeps and clicks ."),
    (["which backgrounds do you know ?", "what backgrounds are there ?"], "i know white , black and gray ."),
    (["nice", "great", "perfect", "cool", "very nice", "that is great", "ok"], "thank you ."),
    (["are you a big model ?", "are you small ?", "how big are you ?"], "i am a very small model ."),
    (["what do you get from red and yellow ?", "mix red and yellow", "red and yellow make what ?"], "red and yellow make orange ."),
    (["what do you get from blue and yellow ?", "mix blue and yellow", "mix yellow and blue"], "yellow and blue make green ."),
    (["what do you get from red and blue ?", "mix red and blue", "mix blue and red"], "red and blue make purple ."),
    (["what is the opposite of left ?"], "the opposite of left is right ."), (["what is the opposite of right ?"], "the opposite of right is left ."),
    (["what is the opposite of up ?"], "the opposite of up is down ."), (["what is the opposite of small ?"], "the opposite of small is large ."),
    (["what is the opposite of high ?"], "the opposite of high is low ."), (["what is the opposite of black ?"], "the opposite of black is white ."),
]

ODD_FRAMES = [
    "draw a <unk>", "draw me a <unk> <unk>", "draw a {color} <unk>", "draw a {size} {color} <unk> at the {row} {column}", "draw a <unk> {shape}", "paint a <unk>", "paint the <unk>",
    "show me a <unk>", "show me the <unk> of <unk>", "a picture of a <unk>", "make a picture of <unk>", "draw a {color} {shape} and a <unk>", "draw my <unk>",
    "film a <unk>", "make a video of a <unk>", "make a film of a {color} <unk> {motion}", "make a film about <unk>", "animate a <unk>", "a {shape} that <unk>",
    "draw a {color} {shape} <unk>", "draw a <unk> on a {background} background", "draw a {shape} with <unk>", "draw a {color} {shape} with a <unk> on it",
    "play <unk>", "play a <unk>", "play some <unk>", "play the <unk>", "play a song by <unk>", "play the <unk> of a <unk>", "play me <unk> <unk>", "sing <unk>", "sing a <unk>",
    "play a <unk> chord", "play the note <unk>", "say <unk>", "say the word <unk>", "say <unk> to me", "read me <unk>", "speak <unk>", "say <unk> in a {voice} voice",
    "write a <unk>", "write me a <unk> about <unk>", "<unk> a <unk>", "<unk> me a <unk>", "<unk> the <unk> of the <unk>", "<unk> <unk>", "<unk>", "<unk> ?", "<unk> <unk> <unk> ?",
    "what is the <unk> of <unk> ?", "what is a <unk> ?", "what is <unk> ?", "who is <unk> ?", "who is the <unk> of <unk> ?", "who <unk> the <unk> ?", "where is <unk> ?", "where do <unk> live ?",
    "how do i <unk> a <unk> ?", "how do you <unk> ?", "how many <unk> are in a <unk> ?", "how much is a <unk> ?", "how <unk> is the <unk> ?", "why is the <unk> {color} ?", "why do <unk> <unk> ?",
    "when was the <unk> <unk> ?", "when is <unk> ?", "tell me a <unk>", "tell me about <unk>", "tell me the <unk> about the <unk>", "tell me how to <unk>", "can you <unk> ?",
    "can you <unk> my <unk> ?", "could you <unk> this <unk> for me ?", "do you <unk> ?", "do you know <unk> ?", "do you like <unk> ?", "are you <unk> ?", "i am <unk>", "i <unk> you", "i want to <unk>",
    "i need <unk>", "i want a <unk>", "give me a <unk>", "give me the <unk> for <unk>", "make me a <unk>", "make a <unk>", "make it <unk>", "make it a <unk>", "turn it into a <unk>",
    "turn on the <unk>", "<unk> it to <unk>", "<unk> this <unk> into <unk>", "what <unk> is it ?", "what <unk> is it in <unk> ?", "what time is it in <unk> ?", "what is your <unk> ?", "what is my <unk> ?",
    "what is the best <unk> ?", "what does <unk> mean ?", "which <unk> is the <unk> ?", "which <unk> should i <unk> ?", "is the <unk> <unk> ?", "is there a <unk> in <unk> ?", "will it <unk> today ?",
    "{color} <unk>", "a {color} <unk> please", "a <unk> note", "the sound of a <unk>", "let me hear a <unk>", "i want to hear a <unk>", "let me hear the <unk>", "count the <unk>", "list all <unk>", "name three <unk>",
    "help me with my <unk>", "help me <unk> a <unk>", "find a <unk>", "find me the <unk>", "let us <unk>", "let us play <unk>", "please <unk> <unk>", "now <unk> it", "the same with a <unk>", "what is two <unk> two ?",
    "what is <unk> plus one ?", "draw <unk> and <unk>", "draw two <unk>", "draw three <unk> <unk>", "draw the {color} <unk> of <unk>", "say <unk> and draw a <unk>", "play <unk> and draw a {shape}", "draw a {shape} and play <unk>",
    "sound of <unk>", "music by <unk>", "music for a <unk>", "make music", "play music", "play a tune", "play a melody", "sing", "sing a melody",
]
ODD_KNOWN = ["play a {shape}", "say {color}", "draw the note {pitch}", "draw a {mode} chord", "film the note {pitch}", "play a {color} {shape}", "say {shape}", "draw white noise", "sing a {shape}",
             "what is the color of the world ?", "say hello", "draw the world", "draw a friend", "play the world", "draw nothing", "draw you", "draw a number", "draw a voice", "play a picture", "play a film",
             "draw the digit {digit}", "draw something", "draw a picture", "draw a shape", "make a picture", "make a video", "make a film", "make a sound", "play a sound", "play something",
             "draw a {color} {shape} left of a {color} {shape}", "draw a {shape} over a {shape}", "draw two {color} {shape}", "draw three {shape}", "draw two or three {shape}", "draw a day", "play a day", "speak to my friend", "draw something good", "play me a friend", "who is my friend ?", "what is the first day ?"]
