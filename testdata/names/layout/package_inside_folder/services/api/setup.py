from setuptools import setup

setup(name="api", packages=["api"])
