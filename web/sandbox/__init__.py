"""The sandbox carrier: stands in for Twilio and for a mail server on one machine.

It speaks their protocols on loopback, so that the real clients send through it, calls back as a
carrier does, and shows what every phone and mailbox received. It never reaches anybody.
"""
