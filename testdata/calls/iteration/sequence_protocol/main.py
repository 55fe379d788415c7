"""Without __iter__ a loop falls back to __getitem__."""


class Pages:
    def __getitem__(self, index):
        if index > 1:
            raise IndexError(index)
        return index


def read():
    for page in Pages():
        print(page)


read()
