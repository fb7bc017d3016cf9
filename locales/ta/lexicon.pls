<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="ta"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- ஆங்கிலச் சுருக்கங்கள்: பேச்சு இயந்திரம் அவற்றை ஆங்கிலக் குரலில் படிக்காமல் தமிழில் சொல்ல. -->
  <lexeme><grapheme>ATM</grapheme><alias>ஏ டி எம்</alias></lexeme>
  <lexeme><grapheme>Aadhaar</grapheme><alias>ஆதார்</alias></lexeme>
  <lexeme><grapheme>EMI</grapheme><alias>இ எம் ஐ</alias></lexeme>
  <lexeme><grapheme>EPF</grapheme><alias>ஈ பி எஃப்</alias></lexeme>
  <lexeme><grapheme>EPFO</grapheme><alias>ஈ பி எஃப் ஓ</alias></lexeme>
  <lexeme><grapheme>ESI</grapheme><alias>இ எஸ் ஐ</alias></lexeme>
  <lexeme><grapheme>ETF</grapheme><alias>ஈ டி எஃப்</alias></lexeme>
  <lexeme><grapheme>GST</grapheme><alias>ஜி எஸ் டி</alias></lexeme>
  <lexeme><grapheme>IBAN</grapheme><alias>ஐபான்</alias></lexeme>
  <lexeme><grapheme>ID</grapheme><alias>ஐ டி</alias></lexeme>
  <lexeme><grapheme>IFSC</grapheme><alias>ஐ எஃப் எஸ் சி</alias></lexeme>
  <lexeme><grapheme>KYC</grapheme><alias>கே ஒய் சி</alias></lexeme>
  <lexeme><grapheme>LIC</grapheme><alias>எல் ஐ சி</alias></lexeme>
  <lexeme><grapheme>NIC</grapheme><alias>என் ஐ சி</alias></lexeme>
  <lexeme><grapheme>NPS</grapheme><alias>என் பி எஸ்</alias></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>ஓ டி பி</alias></lexeme>
  <lexeme><grapheme>PAN</grapheme><alias>பான்</alias></lexeme>
  <lexeme><grapheme>PDF</grapheme><alias>பி டி எஃப்</alias></lexeme>
  <lexeme><grapheme>PF</grapheme><alias>பி எஃப்</alias></lexeme>
  <lexeme><grapheme>PIN</grapheme><alias>பின்</alias></lexeme>
  <lexeme><grapheme>QR</grapheme><alias>கியூ ஆர்</alias></lexeme>
  <lexeme><grapheme>SIM</grapheme><alias>சிம்</alias></lexeme>
  <lexeme><grapheme>SMS</grapheme><alias>எஸ் எம் எஸ்</alias></lexeme>
  <lexeme><grapheme>UAN</grapheme><alias>யூ ஏ என்</alias></lexeme>
  <lexeme><grapheme>UPI</grapheme><alias>யூ பி ஐ</alias></lexeme>
</lexicon>
