import marimo

__generated_with = "0.17.6"
app = marimo.App(width="medium")


@app.cell
def _():
    import marimo as mo
    from transformers import AutoModelForSequenceClassification, AutoTokenizer
    return AutoModelForSequenceClassification, AutoTokenizer, mo


@app.cell(hide_code=True)
def _(mo):
    mo.md(
        r"""
    # Reviews

        return what(nobody, calls)
    """
    )
    return


@app.cell
def _():
    name = "org-b/reviews-small"
    return (name,)


@app.cell
async def _(
    AutoModelForSequenceClassification,
    AutoTokenizer,
    name,
):
    tokenizer = AutoTokenizer.from_pretrained(name, revision="v1")

    def load():
        return AutoModelForSequenceClassification.from_pretrained(name, use_safetensors=True)

    model = load()
    return (
        model,
        tokenizer,
    )


@app.function
def shown(text):
    return text.strip()


if __name__ == "__main__":
    app.run()
