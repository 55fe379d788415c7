from setuptools import setup

setup(name="papers", packages=["papers", "papers.types", "papers.types.doc"])
