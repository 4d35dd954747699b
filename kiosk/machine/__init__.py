"""The machine on which the kiosk stands: what of it the kiosk must know, and be known by."""
