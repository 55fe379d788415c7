def swap(owner, voice):
    def now():
        owner.voice = voice

    now()
