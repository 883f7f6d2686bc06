Feature: NICE Systems: manufacturing outsourcing

  What comes late costs a share of its price, by the days of delay. Two quarters without any delay bring it back; the
  delay itself is not forgotten.

  Background:
    Given the contract "published/28-nice-manufacturing"

  Rule: 5.3.1: one per cent for three to five days

    Scenario Outline: a short delay of 84,000.00
      Given the reading "up_to_ten" is "<up to ten>"
      And the figures
        | when       | lot | days_late | days_excused | days_short | shortage_proofs | price    |
        | 2003-02-10 | 17  | <days>    | 0            | 0          | 0               | 84000.00 |
      When 2003-Q1 is settled
      Then at "lot=17", the level "delay of a lot" is <outcome>
      And the penalties are <damages>

      Examples: "up to 10 days" begins at six, or it takes what is shorter too
        | up to ten | days | outcome | damages  |
        | intended  | 0    | met     | 0.00     |
        | intended  | 1    | missed  | 0.00     |
        | intended  | 2    | missed  | 0.00     |
        | intended  | 3    | missed  | 840.00   |
        | intended  | 4    | missed  | 840.00   |
        | intended  | 5    | missed  | 840.00   |
        | literal   | 0    | met     | 0.00     |
        | literal   | 1    | missed  | 2,520.00 |
        | literal   | 4    | missed  | 2,520.00 |

  Rule: 5.3.2: three per cent for up to ten days

    Scenario Outline: a longer delay
      Given the reading "up_to_ten" is "<up to ten>"
      And the figures
        | when       | lot | days_late | days_excused | days_short | shortage_proofs | price    |
        | 2003-02-10 | 17  | <days>    | 0            | 0          | 0               | 84000.00 |
      When 2003-Q1 is settled
      Then the penalties are <damages>

      Examples:
        | up to ten | days | damages  |
        | intended  | 6    | 2,520.00 |
        | intended  | 8    | 2,520.00 |
        | intended  | 10   | 2,520.00 |
        | intended  | 11   | 4,200.00 |
        | literal   | 10   | 2,520.00 |
        | literal   | 11   | 4,200.00 |

  Rule: 5.3.3: five per cent for eleven days or more

    Scenario: twelve days, and no more for a hundred
      Given the figures
        | when       | lot | days_late | days_excused | days_short | shortage_proofs | price    |
        | 2003-02-10 | 17  | 12        | 0            | 0          | 0               | 84000.00 |
        | 2003-02-11 | 18  | 100       | 0            | 0          | 0               | 84000.00 |
      When 2003-Q1 is settled
      Then at "lot=17", "delay" costs 4,200.00
      And at "lot=18", "delay" costs 4,200.00
      And the workings of "delay" say "5.3.3: above 10 days gives 5 % of price (84,000.00) = USD 4,200.00"

  Rule: 5.3: only the vendor's own days count, of the products that came late, to five per cent of their price

    Scenario Outline: days that are taken off twelve
      Given the figures
        | when       | lot | days_late | days_excused | days_short | shortage_proofs | price    |
        | 2003-02-10 | 17  | 12        | <excused>    | <short>    | <proofs>        | 84000.00 |
      When 2003-Q1 is settled
      Then at "lot=17", "delay" comes to <days> days
      And the penalties are <damages>

      Examples: the client's days, then a shortage with three proofs and with four
        | excused | short | proofs | days | damages  |
        | 1       | 0     | 0      | 11   | 4,200.00 |
        | 2       | 0     | 0      | 10   | 2,520.00 |
        | 12      | 0     | 0      | 0    | 0.00     |
        | 0       | 9     | 3      | 12   | 4,200.00 |
        | 0       | 9     | 4      | 3    | 840.00   |
        | 4       | 3     | 4      | 5    | 840.00   |
        | 10      | 9     | 4      | 0    | 0.00     |

    Scenario: a delay without its proofs reported is waited for
      Given the figures
        | when       | lot | days_late | days_excused | days_short | price    |
        | 2003-02-10 | 17  | 12        | 0            | 0          | 84000.00 |
      When 2003-Q1 is settled
      Then we wait for "delay: shortage_proofs"
      And the penalties are 0.00

    Scenario Outline: a lot that is late, and its replacement too, pays five per cent once
      Given the figures
        | when       | lot | days_late | days_excused | days_short | shortage_proofs | price    |
        | 2003-02-10 | 17  | 12        | 0            | 0          | 0               | 84000.00 |
        | <again>    | 17  | <days>    | 0            | 0          | 0               | 84000.00 |
      When <quarter> is settled
      Then the penalties are <damages>

      Examples: in the same quarter; in the next one, for which nothing is left to pay
        | again      | days | quarter | damages  |
        | 2003-03-24 | 8    | 2003-Q1 | 4,200.00 |
        | 2003-04-14 | 8    | 2003-Q2 | 0.00     |

    Scenario: a breach remains
      Given the figures
        | when       | lot | days_late | days_excused | days_short | shortage_proofs | price    |
        | 2003-02-10 | 17  | 1         | 0            | 0          | 0               | 84000.00 |
      When 2003-Q1 is settled
      Then it follows that "The delay is a breach, whether or not damages for it are returned"
      And the penalties are 0.00

  Rule: 5.3.6: damages go back after two quarters in a row without any delay

    Background: eight days late in the first quarter
      Given earlier the figures
        | when       | lot | days_late | days_excused | days_short | shortage_proofs | price    |
        | 2003-02-10 | 17  | 8         | 0            | 0          | 0               | 84000.00 |

    Scenario Outline: what the quarters after it bring
      Given earlier the figures
        | when       | lot | days_late | days_excused | days_short | shortage_proofs | price    |
        | 2003-05-12 | 18  | <second>  | <excused>    | 0          | 0               | 84000.00 |
        | 2003-08-11 | 19  | <third>   | <excused>    | 0          | 0               | 84000.00 |
      When 2003-Q3 is settled
      Then the penalties are 0.00
      And the incentives are <returned>

      Examples: one day, even an excused one, is a delay
        | second | third | excused | returned |
        | 0      | 0     | 0       | 2,520.00 |
        | 1      | 0     | 0       | 0.00     |
        | 0      | 1     | 0       | 0.00     |
        | 0      | 1     | 1       | 0.00     |

    Scenario: quarters in which nothing was due are clean ones
      When 2003-Q3 is settled
      Then the incentives are 2,520.00

    Scenario Outline: neither before the second quarter nor again after it
      When <quarter> is settled
      Then the incentives are 0.00

      Examples:
        | quarter |
        | 2003-Q2 |
        | 2003-Q4 |

    Scenario: damages of an earlier quarter than the last before the clean ones stay paid
      Given earlier the figures
        | when       | lot | days_late | days_excused | days_short | shortage_proofs | price    |
        | 2003-05-12 | 18  | 4         | 0            | 0          | 0               | 84000.00 |
      When 2003-Q4 is settled
      Then the incentives are 840.00
