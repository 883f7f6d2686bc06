Feature: settlement rules seen across suppliers

  What a credit is taken of, up to which cap, and what becomes of it when the invoice is too small: several answers, each
  found in somebody's contract.

  Background: a full month in which both levels are met, on a charge of 6,000.00
    Given the contract "published/42-settlement-rules"
    And the figures
      | monthly_charge | next_invoice | minutes_due | minutes_up | tickets | tickets_in_time |
      | 6000.00        | 6000.00      | 10000       | 9990       | 10000   | 9500            |

  Scenario: everything just met
    When 2025-05 is settled
    Then nothing is owed

  Rule: Service credits: five, ten or twenty per cent by depth

    Scenario Outline: availability
      Given "minutes_up" is <minutes>
      When 2025-05 is settled
      Then the level "availability" is <outcome>
      And "availability" costs <credit>

      Examples:
        | minutes | outcome | credit   |
        | 9990    | met     | nothing  |
        | 9989    | missed  | 300.00   |
        | 9950    | missed  | 300.00   |
        | 9949    | missed  | 600.00   |
        | 9900    | missed  | 600.00   |
        | 9899    | missed  | 1,200.00 |
        | 0       | missed  | 1,200.00 |

    Scenario Outline: tickets
      Given "tickets_in_time" is <tickets>
      When 2025-05 is settled
      Then the level "tickets answered in time" is <outcome>
      And "tickets answered in time" costs <credit>

      Examples:
        | tickets | outcome | credit   |
        | 9500    | met     | nothing  |
        | 9499    | missed  | 300.00   |
        | 9000    | missed  | 300.00   |
        | 8999    | missed  | 600.00   |
        | 8000    | missed  | 600.00   |
        | 7999    | missed  | 1,200.00 |

    Scenario: a level that is not measured is missed, and by the most
      Given "minutes_up" is not reported
      When 2025-05 is settled
      Then the level "availability" is missed
      And "availability" costs 1,200.00

    Scenario: a month without tickets is no failure to measure
      Given "tickets" is 0
      And "tickets_in_time" is 0
      When 2025-05 is settled
      Then the level "tickets answered in time" is not measured
      And nothing is owed

  Rule: Part months: the credit is taken of the charge for the days of service

    Scenario Outline: service began on 12 April 2025 and ends after 19 March 2028
      Given the reading "part_month" is "<part>"
      And "minutes_up" is 9970
      When <month> is settled
      Then the penalties are <credit>

      Examples:
        | part     | month   | credit |
        | calendar | 2025-04 | 190.00 |
        | thirty   | 2025-04 | 190.00 |
        | calendar | 2025-05 | 300.00 |
        | thirty   | 2025-05 | 300.00 |
        | thirty   | 2026-02 | 300.00 |
        | calendar | 2028-03 | 183.87 |
        | thirty   | 2028-03 | 180.00 |

  Rule: Cap: what the credits of a month, and of a year, may come to

    Scenario Outline: one month
      Given the reading "cap" is "<cap>"
      And "minutes_up" is <minutes>
      And "tickets_in_time" is <tickets>
      When 2025-05 is settled
      Then the penalties are <credits>

      Examples: the cap of the template bites above 30 per cent only
        | cap      | minutes | tickets | credits  |
        | template | 9900    | 7999    | 1,800.00 |
        | template | 9899    | 7999    | 1,800.00 |
        | template | 9900    | 8000    | 1,200.00 |

      Examples: the others
        | cap          | minutes | tickets | credits |
        | entrust      | 9989    | 9500    | 300.00  |
        | entrust      | 9989    | 9499    | 300.00  |
        | accord_year  | 9989    | 9499    | 600.00  |
        | accord_year  | 9949    | 9499    | 600.00  |
        | accord_month | 9949    | 9499    | 600.00  |

    Scenario Outline: ten per cent of a year are ten per cent of which charges?
      Given the reading "cap" is "<cap>"
      And earlier the figures
        | when    | monthly_charge | next_invoice | minutes_due | minutes_up | tickets | tickets_in_time |
        | 2025-05 | 6000.00        | 6000.00      | 10000       | 9000       | 10000   | 9500            |
      And "minutes_up" is <minutes>
      When 2025-06 is settled
      Then the penalties are <credits>

      Examples:
        | cap          | minutes | credits |
        | accord_year  | 9989    | 300.00  |
        | accord_year  | 9000    | 600.00  |
        | accord_month | 9989    | 0.00    |

    Scenario: the year's cap is that of the month that reaches it
      Given the reading "cap" is "accord_year"
      And earlier the figures
        | when    | monthly_charge | next_invoice | minutes_due | minutes_up | tickets | tickets_in_time |
        | 2026-01 | 60000.00       | 60000.00     | 10000       | 9000       | 10000   | 9500            |
        | 2026-02 | 6000.00        | 6000.00      | 10000       | 9000       | 10000   | 9500            |
        | 2026-03 | 6000.00        | 6000.00      | 10000       | 9000       | 10000   | 9500            |
      And "minutes_up" is 9000
      When 2026-04 is settled
      Then the penalties are 0.00

    Scenario: a new year, a new cap
      Given the reading "cap" is "accord_month"
      And earlier the figures
        | when    | monthly_charge | next_invoice | minutes_due | minutes_up | tickets | tickets_in_time |
        | 2025-05 | 6000.00        | 6000.00      | 10000       | 9000       | 10000   | 9500            |
      And "minutes_up" is 9000
      When 2026-01 is settled
      Then the penalties are 600.00

  Rule: Set-off: a credit larger than the invoice

    Scenario Outline: 1,150.00 against 900.00
      Given the reading "remainder" is "<remainder>"
      And the figures
        | monthly_charge | next_invoice | minutes_up |
        | 11500.00       | <invoice>    | 9930       |
      When 2025-06 is settled
      Then "availability" costs 1,150.00
      And <left> is <what becomes of it>
      And the net is <net>

      Examples:
        | remainder | invoice | left   | what becomes of it | net       |
        | carried   | 900.00  | 250.00 | carried forward    | -900.00   |
        | carried   | 1150.00 | 0.00   | carried forward    | -1,150.00 |
        | forfeited | 900.00  | 250.00 | forfeited          | -900.00   |
        | forfeited | 1150.00 | 0.00   | forfeited          | -1,150.00 |
        | paid      | 900.00  | 0.00   | carried forward    | -1,150.00 |

    Scenario Outline: what was carried lowers the next invoice, and the one after it
      Given earlier the figures
        | when    | monthly_charge | next_invoice | minutes_due | minutes_up | tickets | tickets_in_time |
        | 2025-06 | 11500.00       | 900.00       | 10000       | 9930       | 10000   | 9500            |
        | 2025-07 | 11500.00       | 200.00       | 10000       | 9990       | 10000   | 9500            |
      When <month> is settled
      Then <brought> is brought forward
      And <carried> is carried forward
      And the net is <net>

      Examples:
        | month   | brought | carried | net     |
        | 2025-06 | 0.00    | 250.00  | -900.00 |
        | 2025-07 | 250.00  | 50.00   | -200.00 |
        | 2025-08 | 50.00   | 0.00    | -50.00  |

    Scenario: an invoice that is not known yet is waited for
      Given "minutes_up" is 9000
      And "next_invoice" is not reported
      When 2025-06 is settled
      Then we wait for ": next_invoice"

  Rule: Material breach: three months in a row, or five of the last twelve

    Background: every month from May 2025 to April 2026 was met
      Given "minutes_due" was 10000 in 2025-05 to 2026-04
      And "minutes_up" was 9990 in 2025-05 to 2026-04
      And "tickets" was 10000 in 2025-05 to 2026-04
      And "tickets_in_time" was 9500 in 2025-05 to 2026-04

    Scenario Outline: a breach, whichever level was missed
      Given "minutes_up" was 9000 in <available too little>
      And "tickets_in_time" was 5000 in <answered too late>
      When 2026-05 is settled
      Then it follows that "The customer may terminate for material breach"

      Examples:
        | available too little                    | answered too late   |
        | 2026-03 to 2026-05                      | 2026-05             |
        | 2026-04                                 | 2026-03 and 2026-05 |
        | 2025-06, 2025-08, 2025-10 and 2025-12   | 2026-05             |
        | 2026-05                                 | 2025-06 to 2025-09  |

    Scenario Outline: no breach
      Given "minutes_up" was 9000 in <available too little>
      And "tickets_in_time" was 5000 in <answered too late>
      When 2026-05 is settled
      Then nothing else follows

      Examples: two in a row, four of twelve, five of thirteen, and a month that is met
        | available too little                    | answered too late   |
        | 2026-04                                 | 2026-05             |
        | 2025-06, 2025-08 and 2025-10            | 2026-05             |
        | 2025-05, 2025-08, 2025-10 and 2025-12   | 2026-05             |
        | 2026-02 to 2026-04                      | 2025-06 to 2025-09  |
