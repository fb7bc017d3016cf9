import pytest


@pytest.fixture
def parts(answering):
    return answering.extensions["outspoken"]


@pytest.fixture
def client(answering):
    return answering.test_client()
