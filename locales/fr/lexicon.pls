<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="fr"
    xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
  <!-- Sigles de la sécurité sociale que les moteurs lisent comme des mots ou avec les mauvaises lettres. -->
  <lexeme><grapheme>AAH</grapheme><alias>A A H</alias></lexeme>
  <lexeme><grapheme>ALD</grapheme><alias>A L D</alias></lexeme>
  <lexeme><grapheme>AMO</grapheme><alias>A M O</alias></lexeme>
  <lexeme><grapheme>APL</grapheme><alias>A P L</alias></lexeme>
  <lexeme><grapheme>ARE</grapheme><alias>A R E</alias></lexeme>
  <lexeme><grapheme>AT-MP</grapheme><alias>A T M P</alias></lexeme>
  <lexeme><grapheme>BCEAO</grapheme><alias>B C E A O</alias></lexeme>
  <lexeme><grapheme>CARSAT</grapheme><alias>carsatte</alias><phoneme>kaʁsat</phoneme></lexeme>
  <lexeme><grapheme>CCAS</grapheme><alias>C C A S</alias></lexeme>
  <lexeme><grapheme>CDI</grapheme><alias>C D I</alias></lexeme>
  <lexeme><grapheme>CFA</grapheme><alias>C F A</alias></lexeme>
  <lexeme><grapheme>CIMR</grapheme><alias>C I M R</alias></lexeme>
  <lexeme><grapheme>CIN</grapheme><alias>C I N</alias></lexeme>
  <lexeme><grapheme>CMU</grapheme><alias>C M U</alias></lexeme>
  <lexeme><grapheme>CNI</grapheme><alias>C N I</alias></lexeme>
  <lexeme><grapheme>CNIE</grapheme><alias>C N I E</alias></lexeme>
  <lexeme><grapheme>CNOPS</grapheme><alias>cnopse</alias><phoneme>knɔps</phoneme></lexeme>
  <lexeme><grapheme>CPAM</grapheme><alias>C P A M</alias></lexeme>
  <lexeme><grapheme>DGI</grapheme><alias>D G I</alias></lexeme>
  <lexeme><grapheme>FCFA</grapheme><alias>francs C F A</alias></lexeme>
  <lexeme><grapheme>IBAN</grapheme><alias>ibane</alias><phoneme>iban</phoneme></lexeme>
  <lexeme><grapheme>IJSS</grapheme><alias>I J S S</alias></lexeme>
  <lexeme><grapheme>INPS</grapheme><alias>I N P S</alias></lexeme>
  <lexeme><grapheme>INSS</grapheme><alias>I N S S</alias></lexeme>
  <lexeme><grapheme>IPM</grapheme><alias>I P M</alias></lexeme>
  <lexeme><grapheme>IPP</grapheme><alias>I P P</alias></lexeme>
  <lexeme><grapheme>IPRES</grapheme><alias>ipresse</alias><phoneme>ipʁɛs</phoneme></lexeme>
  <lexeme><grapheme>OTP</grapheme><alias>O T P</alias></lexeme>
  <lexeme><grapheme>PIN</grapheme><alias>pine</alias><phoneme>pin</phoneme></lexeme>
  <lexeme><grapheme>RAMED</grapheme><alias>ramède</alias><phoneme>ʁamɛd</phoneme></lexeme>
  <lexeme><grapheme>RCAR</grapheme><alias>R C A R</alias></lexeme>
  <lexeme><grapheme>RSA</grapheme><alias>R S A</alias></lexeme>
  <lexeme><grapheme>SEPA</grapheme><alias>sépa</alias><phoneme>sepa</phoneme></lexeme>
  <lexeme><grapheme>USSD</grapheme><alias>U S S D</alias></lexeme>
</lexicon>
