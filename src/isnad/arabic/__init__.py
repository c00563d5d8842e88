"""Arabic as text: script, tokens, sentences, quotes, inflection, numerals."""
