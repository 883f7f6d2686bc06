Feature: Boston 311 service requests closed within their target

  The contract and its amounts are illustrative; the departments' figures are counted from the city's own tickets.

  Background: a month of 1,000 tickets in which every level is met and nothing is paid either way
    Given the contract "boston-311"
    And the figures
      | tickets_due | tickets_met | late_over_10_days | days_late |
      | 1000        | 850         | 50                | 900       |

  Rule: 4.1: below 80, 65 and 50 % within target the highest amount is owed, from 90 % it is earned; doubled from the third month

    Scenario Outline: only the highest amount is owed
      Given "tickets_met" is <met>
      When 2015-02 is settled
      Then the level "closed within target" is <outcome>
      And "closed within target" earns <amount>

      Examples:
        | met  | outcome | amount    |
        | 1000 | met     | 1,500.00  |
        | 900  | met     | 1,500.00  |
        | 899  | met     | nothing   |
        | 800  | met     | nothing   |
        | 799  | missed  | -2,000.00 |
        | 650  | missed  | -2,000.00 |
        | 649  | missed  | -4,000.00 |
        | 500  | missed  | -4,000.00 |
        | 499  | missed  | -6,000.00 |
        | 0    | missed  | -6,000.00 |

    Scenario Outline: the share is compared as it is, not rounded
      Given "tickets_due" is 5000
      And "tickets_met" is <met>
      When 2015-02 is settled
      Then "closed within target" comes to <share> %
      And "closed within target" costs <amount>

      Examples:
        | met  | share | amount   |
        | 4000 | 80    | nothing  |
        | 3999 | 79.98 | 2,000.00 |

    Scenario Outline: a month of few tickets moves no money
      Given "tickets_due" is <due>
      And "tickets_met" is 12
      And "late_over_10_days" is 1
      When 2015-02 is settled
      Then the level "closed within target" is missed
      And "closed within target" costs <amount>

      Examples:
        | due | amount   |
        | 30  | 6,000.00 |
        | 29  | nothing  |

    Scenario Outline: the third month in a row below 80 % is doubled
      Given earlier the figures
        | when    | tickets_due | tickets_met | late_over_10_days | days_late |
        | 2015-04 | 1000        | <april>     | 50                | 900       |
        | 2015-05 | 1000        | <may>       | 50                | 900       |
      And "tickets_met" is <june>
      When 2015-06 is settled
      Then "closed within target" costs <amount>

      Examples:
        | april | may | june | amount    |
        | 799   | 799 | 799  | 4,000.00  |
        | 499   | 799 | 799  | 4,000.00  |
        | 799   | 799 | 499  | 12,000.00 |
        | 799   | 800 | 799  | 2,000.00  |
        | 800   | 799 | 799  | 2,000.00  |
        | 799   | 799 | 800  | nothing   |

    Scenario: a month without tickets is not measured (Property Management in February 2015, as counted)
      Given the figures in "boston-311/data/PROP.csv"
      When 2015-02 is settled
      Then the level "closed within target" is not measured
      And the level "not closed ten days after target" is not measured
      And nothing is owed

    Scenario: a month without tickets neither counts nor interrupts: March is the second below 80 %
      Given the figures in "boston-311/data/PROP.csv"
      When 2015-03 is settled
      Then "closed within target" costs 4,000.00
      And nothing else follows

    Scenario: and April is the third
      Given the figures in "boston-311/data/PROP.csv"
      When 2015-04 is settled
      Then "closed within target" costs 8,000.00
      And it follows that "The department presents a recovery plan to the city within 15 business days"

    Scenario: a month that is not reported counts as the lowest band, and damages are waited for
      Given "tickets_due" is not reported
      And "tickets_met" is not reported
      And "late_over_10_days" is not reported
      When 2015-02 is settled
      Then the level "closed within target" is missed
      And "closed within target" costs 6,000.00
      And we wait for "long_overdue: late_over_10_days"

  Rule: 4.2: each ticket not closed ten days after its target, above 5 % of the tickets due, costs 12.00

    Scenario Outline: a part of a ticket costs its part
      Given "tickets_due" is <due>
      And "tickets_met" is 42
      And "late_over_10_days" is <over>
      When 2015-02 is settled
      Then the level "not closed ten days after target" is <outcome>
      And "not closed ten days after target" costs <amount>

      Examples:
        | due | over | outcome | amount  |
        | 50  | 0    | met     | nothing |
        | 50  | 2    | met     | nothing |
        | 50  | 3    | missed  | 6.00    |
        | 100 | 5    | met     | nothing |
        | 100 | 6    | missed  | 12.00   |
        | 100 | 8    | missed  | 36.00   |

  Rule: 4.3: over a quarter, each full half day above one day late costs 0.50 for every ticket due, at most four times

    Scenario Outline: 3,000 tickets are due in the quarter
      Given earlier the figures
        | when    | tickets_due | tickets_met | late_over_10_days | days_late |
        | 2015-04 | 1000        | 850         | 50                | 1500      |
        | 2015-05 | 1000        | 850         | 50                | 1500      |
      And "days_late" is <days>
      When 2015-06 is settled
      Then the level "days late per ticket due" is <outcome>
      And "days late per ticket due" costs <amount>

      Examples:
        | days | outcome | amount   |
        | 0    | met     | nothing  |
        | 1    | missed  | nothing  |
        | 1499 | missed  | nothing  |
        | 1500 | missed  | 1,500.00 |
        | 2999 | missed  | 1,500.00 |
        | 3000 | missed  | 3,000.00 |
        | 5999 | missed  | 4,500.00 |
        | 6000 | missed  | 6,000.00 |
        | 9000 | missed  | 6,000.00 |

    Scenario: two months are not a quarter, the third is waited for
      Given "tickets_due" was 1000 in 2015-04 and 2015-05
      And "days_late" was 900 in 2015-04
      When 2015-06 is settled
      Then the level "days late per ticket due" is unknown
      And we wait for "mean_delay: days_late"

    Scenario: the quarter stands on the statement of its last month alone
      Given the figures in "boston-311/data/PWDx.csv"
      When 2015-02 is settled
      Then "days late per ticket due" costs nothing

    Scenario: Public Works in March 2015, as counted
      Given the figures in "boston-311/data/PWDx.csv"
      When 2015-03 is settled
      Then "days late per ticket due" costs 6,042.00
      And the penalties are 12,241.00

  Rule: 5.1: damages for tickets long overdue come to at most 15,000.00 in a quarter

    Scenario Outline: April and May have used up 12,600.00
      Given earlier the figures
        | when    | tickets_due | tickets_met | late_over_10_days | days_late |
        | 2015-04 | 1000        | 850         | 550               | 900       |
        | 2015-05 | 1000        | 850         | 600               | 900       |
      And "late_over_10_days" is <over>
      When 2015-06 is settled
      Then "not closed ten days after target" costs <amount>

      Examples:
        | over | amount   |
        | 249  | 2,388.00 |
        | 250  | 2,400.00 |
        | 251  | 2,400.00 |
        | 1000 | 2,400.00 |

    Scenario: the next quarter begins afresh
      Given "late_over_10_days" was 1000 in 2015-05 and 2015-06
      And "tickets_due" was 1000 in 2015-05 and 2015-06
      And "late_over_10_days" is 1000
      When 2015-07 is settled
      Then "not closed ten days after target" costs 11,400.00
      And no limit applies

  Rule: 5.2: all penalties of a year come to at most 120,000.00

    Scenario Outline: the Mayor's hotline, as counted
      Given the figures in "boston-311/data/INFO.csv"
      When <month> is settled
      Then the level "closed within target" is missed
      And the penalties are <amount>

      Examples:
        | month   | amount    |
        | 2015-07 | 15,752.40 |
        | 2015-08 | 9,778.40  |
        | 2015-09 | 0.00      |
        | 2015-12 | 0.00      |

    Scenario: the month that reaches the ceiling says so
      Given the figures in "boston-311/data/INFO.csv"
      When 2015-08 is settled
      Then the limit of clause "5.2" applies

    Scenario: the month before does not
      Given the figures in "boston-311/data/INFO.csv"
      When 2015-07 is settled
      Then no limit applies

  Rule: 5.3: all incentives of a year come to at most 12,000.00

    Scenario Outline: eight months at 95 % use it up
      Given "tickets_due" was 1000 in 2015-01 to 2015-09
      And "tickets_met" was 950 in 2015-01 to 2015-09
      And "late_over_10_days" was 50 in 2015-01 to 2015-09
      And "days_late" was 900 in 2015-01 to 2015-09
      When <month> is settled
      Then the incentives are <amount>

      Examples:
        | month   | amount   |
        | 2015-01 | 1,500.00 |
        | 2015-08 | 1,500.00 |
        | 2015-09 | 0.00     |
