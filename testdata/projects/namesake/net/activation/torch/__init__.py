from .act import Act
