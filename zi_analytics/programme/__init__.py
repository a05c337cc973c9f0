"""What a unit does on its way: actions, meetings, scenarios, its declaration, surveys.

Each is a frozen value with a small codec to the plain JSON that the store's dossier keeps.
"""
