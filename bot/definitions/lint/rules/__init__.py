"""The rules, one file for each; the file name is what is claimed."""
