"""The kinds of rule, a module for each group of them; rules/language.py lists them by the word of the rule file."""
