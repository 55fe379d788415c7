"""Getting a page sends a request, reading a number reads a text."""

import configparser

import httpx
import requests


class Client(requests.Session):
    def request(self, method, url, **kwargs):
        return method, url


class Browser(httpx.Client):
    def request(self, method, url, **kwargs):
        return super().request(method, url, **kwargs)

    def send(self, request, **kwargs):
        return request


class Settings(configparser.ConfigParser):
    def get(self, section, option, **kwargs):
        return "3"


def fetch(url):
    return Client().get(url)


def browse(url):
    return Browser().get(url)


def workers():
    return Settings().getint("server", "workers")


fetch("https://example.org")
browse("https://example.org")
workers()
