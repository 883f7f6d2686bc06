Feature: Cloud services: availability tiers

  Four ways to price an outage: by region and only when claimed, in ranges printed with gaps, down a ladder of whole per
  cents, and by the share of accounts affected.

  Background: a month of 30 days in which everything is available
    Given the contract "published/26-cloud-tiers"
    And the figures
      | region    | compute_minutes_down | compute_bill | one_time_payments |
      | us-west-2 | 0                    | 3912.77      | 500.00            |
    And the figures
      | permits_minutes_due | permits_minutes_up | permits_fee | platform_minutes_due | platform_minutes_up | platform_fee |
      | 20000               | 20000              | 2000.00     | 20000                | 20000               | 5000.00      |
    And the figures
      | mail_minutes_due | mail_minutes_up | mail_fee | accounts | accounts_affected | payments_to_come |
      | 20000            | 20000           | 20000.00 | 200      | 0                 | 100000.00        |

  Scenario: a month without an outage
    When 2025-06 is settled
    Then nothing is owed

  Rule: Region: three tiers of the region's own bill, without one-time payments

    Scenario Outline: the tiers, of 43,200 minutes and 3,412.77
      Given the figures
        | region    | compute_minutes_down | claimed_after |
        | us-west-2 | <minutes>            | 0             |
      When 2025-06 is settled
      Then at "region=us-west-2", "compute" costs <credit>

      Examples:
        | minutes | credit   |
        | 4       | nothing  |
        | 5       | 341.28   |
        | 432     | 341.28   |
        | 433     | 1,023.83 |
        | 450     | 1,023.83 |
        | 2160    | 1,023.83 |
        | 2161    | 3,412.77 |
        | 43200   | 3,412.77 |

    Scenario Outline: one per cent of a month is as long as its clocks make it
      Given the figures
        | when    | region    | compute_minutes_down | compute_bill | one_time_payments | claimed_after |
        | <month> | us-west-2 | <minutes>            | 1000.00      | 0.00              | 0             |
      When <month> is settled
      Then at "region=us-west-2", "compute" costs <credit>

      Examples: 28 days; 31 days less an hour; 31 days; 31 days and, a month later, 30 days and an hour
        | month   | minutes | credit |
        | 2026-02 | 403     | 100.00 |
        | 2026-02 | 404     | 300.00 |
        | 2026-03 | 445     | 100.00 |
        | 2026-03 | 446     | 300.00 |
        | 2026-05 | 446     | 100.00 |
        | 2026-05 | 447     | 300.00 |
        | 2026-11 | 432     | 100.00 |
        | 2026-11 | 433     | 300.00 |

    Scenario: each region has its own result and its own bill
      Given the figures
        | region    | compute_minutes_down | compute_bill | one_time_payments | claimed_after |
        | us-west-2 | 450                  | 3912.77      | 500.00            | 1             |
        | eu-west-1 | 5                    | 1000.00      | 0.00              | 1             |
      When 2025-06 is settled
      Then at "region=us-west-2", "compute" costs 1,023.83
      And at "region=eu-west-1", "compute" costs 100.00
      And the penalties are 1,123.83

    Scenario: a credit waits for the bill it is taken of
      Given the figures
        | region    | compute_minutes_down | claimed_after |
        | eu-west-1 | 450                  | 0             |
      When 2025-06 is settled
      Then we wait for "compute: compute_bill"

  Rule: Claim: what is not claimed by the end of the second billing cycle is not owed

    Scenario Outline: the same outage, claimed sooner or later
      Given the figures
        | region    | compute_minutes_down | claimed_after |
        | us-west-2 | 450                  | <cycles>      |
      When 2025-06 is settled
      Then before limits the penalties come to 1,023.83
      And the penalties are <credit>

      Examples:
        | cycles | credit   |
        | 0      | 1,023.83 |
        | 2      | 1,023.83 |
        | 3      | 0.00     |

    Scenario: never claimed
      Given the figures
        | region    | compute_minutes_down |
        | us-west-2 | 450                  |
      When 2025-06 is settled
      Then the level "claimed in time" is not measured
      And the penalties are 0.00
      And the workings of "compute" say "Limited by Claim from 1,023.831 to 0.00"

    Scenario: a claim for one region is none for another
      Given the figures
        | region    | compute_minutes_down | compute_bill | one_time_payments | claimed_after |
        | us-west-2 | 450                  | 3912.77      | 500.00            | 1             |
        | eu-west-1 | 450                  | 1000.00      | 0.00              |               |
      When 2025-06 is settled
      Then at "region=us-west-2", "compute" costs 1,023.83
      And at "region=eu-west-1", "compute" costs nothing

  Rule: Smallest credit: one dollar is too little

    Scenario Outline: 10 % of a small bill
      Given the figures
        | region    | compute_minutes_down | compute_bill | one_time_payments | claimed_after |
        | us-west-2 | 5                    | <bill>       | 0.00              | 0             |
      When 2025-06 is settled
      Then the penalties are <credit>

      Examples:
        | bill  | credit |
        | 10.00 | 0.00   |
        | 10.10 | 1.01   |

    Scenario: it is asked of each region, not of their sum
      Given the figures
        | region    | compute_minutes_down | compute_bill | one_time_payments | claimed_after |
        | us-west-2 | 5                    | 10.00        | 0.00              | 0             |
        | eu-west-1 | 5                    | 10.00        | 0.00              | 0             |
      When 2025-06 is settled
      Then the penalties are 0.00

  Rule: Redwood City: ranges printed to one decimal

    Scenario Outline: what lies between two ranges
      Given the reading "between" is "<between>"
      And "permits_minutes_up" is <minutes>
      When 2025-06 is settled
      Then the penalties are <credit>

      Examples: 99.95, 99.9, 98.95, 98.9, 95.0, 94.97 and 94.9 per cent
        | between  | minutes | credit |
        | rounded  | 19990   | 0.00   |
        | rounded  | 19980   | 100.00 |
        | rounded  | 19790   | 100.00 |
        | rounded  | 19780   | 200.00 |
        | rounded  | 19000   | 200.00 |
        | rounded  | 18994   | 200.00 |
        | rounded  | 18980   | 500.00 |
        | cut_off  | 19990   | 100.00 |
        | cut_off  | 19980   | 100.00 |
        | cut_off  | 19790   | 200.00 |
        | cut_off  | 19000   | 200.00 |
        | cut_off  | 18994   | 500.00 |
        | unpriced | 19990   | 0.00   |
        | unpriced | 19980   | 100.00 |
        | unpriced | 19790   | 0.00   |
        | unpriced | 19780   | 200.00 |
        | unpriced | 19000   | 200.00 |
        | unpriced | 18994   | 500.00 |

  Rule: Ladder: ten per cent of the fee for each rung below 99

    Scenario Outline: on the rungs and between them
      Given the reading "rungs" is "<rungs>"
      And "platform_minutes_up" is <minutes>
      When 2025-06 is settled
      Then the penalties are <credit>

      Examples: 99, 98.99, 98.5, 98.49, 98, 97.99, 90, 89.99, 89.5, 89.49 and 0 per cent
        | rungs   | minutes | credit   |
        | lower   | 19800   | 0.00     |
        | lower   | 19798   | 500.00   |
        | lower   | 19700   | 500.00   |
        | lower   | 19600   | 500.00   |
        | lower   | 19598   | 1,000.00 |
        | lower   | 18000   | 4,500.00 |
        | lower   | 17998   | 5,000.00 |
        | lower   | 0       | 5,000.00 |
        | nearest | 19700   | 0.00     |
        | nearest | 19698   | 500.00   |
        | nearest | 17900   | 4,500.00 |
        | nearest | 17898   | 5,000.00 |
        | nearest | 0       | 5,000.00 |

  Rule: Accounts: the tier, by the share of accounts affected

    Scenario Outline: 2 of 200 is one per cent of the fee
      Given "mail_minutes_up" is <minutes>
      And "accounts_affected" is <affected>
      When 2025-06 is settled
      Then the penalties are <credit>

      Examples:
        | minutes | affected | credit   |
        | 19980   | 2        | 0.00     |
        | 19979   | 2        | 20.00    |
        | 19800   | 2        | 20.00    |
        | 19799   | 2        | 50.00    |
        | 19799   | 200      | 5,000.00 |
        | 19799   | 0        | 0.00     |

    Scenario: of no accounts there is no share, and the credit waits
      Given "mail_minutes_up" is 19000
      And "accounts" is 0
      When 2025-06 is settled
      Then the penalties are 0.00
      And we wait for "mail: something other than zero to divide by"

  Rule: Forfeiture: credits are set against what is still to be paid, and never refunded

    Scenario Outline: a credit of 500.00
      Given "permits_minutes_up" is 18000
      And "payments_to_come" is <to come>
      When 2025-06 is settled
      Then "permits" costs 500.00
      And <lost> is forfeited
      And the net is <net>

      Examples: long before the end, at the end, after termination
        | to come  | lost   | net     |
        | 10000.00 | 0.00   | -500.00 |
        | 500.00   | 0.00   | -500.00 |
        | 300.00   | 200.00 | -300.00 |
        | 0.00     | 500.00 | 0.00    |
