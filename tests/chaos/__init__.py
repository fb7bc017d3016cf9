"""Senders that are killed, and a carrier that lies: nothing may be lost, nothing sent twice."""
