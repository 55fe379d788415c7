"""Names with two underscores are mangled inside a class, on both sides."""


class Vault:
    def __lock(self):
        return 1

    def close(self):
        return self.__lock()


class Door:
    def _Vault__lock(self):
        return 2


Vault().close()
Vault()._Vault__lock()
