"""The branch's blank form: described once (questions.py), written in five formats (formats.py).

Each is written so that what a member puts into it reads back without a doubt, from whatever program they use.
"""
