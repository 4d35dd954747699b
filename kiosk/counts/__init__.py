"""How often parts are opened and the helpline is reached, a week: never by whom, never when."""
