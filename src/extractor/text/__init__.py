"""Article -> Analysis: plain text, equal-length views, sentences, words, numerals."""
