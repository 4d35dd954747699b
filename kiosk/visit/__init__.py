"""The application: one visitor's visit, from the welcome to the helpline. Knows no screen and no thread."""
