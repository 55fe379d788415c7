"""Models whose rows name what is loaded."""

from django.db import models


class Base(models.Model):
    """What all models share."""

    class Meta:
        """No table of its own."""

        abstract = True


class Search(Base):
    """Names with and without a default."""

    encoder = models.CharField(max_length=200, default="org/encoder")
    tokenizer = models.CharField(max_length=200, default=None, null=True)
    reranker = models.CharField(max_length=200)
    size = models.CharField(choices=[("org/small", "Small"), ("org/big", "Big")])


class Chat(Base):
    """Points at another model, by class and by name."""

    search = models.ForeignKey(Search, on_delete=models.CASCADE)
    spare = models.ForeignKey("app.Search", on_delete=models.CASCADE)
