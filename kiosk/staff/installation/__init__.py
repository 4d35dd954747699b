"""The installation of a kiosk on a machine of its own: the steps, and what they ask of the machine."""
