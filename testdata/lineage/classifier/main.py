"""Trains a classifier with a trainer of its own, with and without a layer on top."""

from transformers import AutoModelForSequenceClassification, AutoTokenizer
from transformers import HfArgumentParser, Trainer, TrainingArguments

from training.data import Reviews
from training.settings import Settings, labels


class WeightedTrainer(Trainer):
    def compute_loss(self, model, inputs, return_outputs=False):
        return super().compute_loss(model, inputs, return_outputs)


def build(name, count):
    return AutoModelForSequenceClassification.from_pretrained(name, num_labels=count)


def main():
    (settings,) = HfArgumentParser(Settings).parse_args_into_dataclasses()
    tokenizer = AutoTokenizer.from_pretrained(settings.base)
    module = {
        "train_dataset": Reviews(settings.reviews, tokenizer),
        "eval_dataset": Reviews("data/held_back.json", tokenizer),
    }
    model = build(settings.base, len(labels()))
    trainer = WeightedTrainer(
        model=model, args=TrainingArguments(settings.output, num_train_epochs=2), **module
    )
    trainer.train()
    model.save_pretrained("out/final")
    model.push_to_hub("acme/reviews")


if __name__ == "__main__":
    main()
