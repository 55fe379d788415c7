class Manager:
    @classmethod
    def default(cls):
        return cls()

    def merge(self):
        from voice.parts.merging import merge_all

        return merge_all(self)
