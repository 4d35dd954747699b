"""What is looked at in a pack that the kiosk can load: a module for each kind of rule.

A rule is a function from what is checked to its findings. None refuses a pack that a visitor can be told.
"""
