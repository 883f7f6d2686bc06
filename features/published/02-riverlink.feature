Feature: RiverLink: toll customer service centre

  One monthly invoice holds damages of three windows: the single call, the day and the half-month. Each point that is
  missing costs, and a begun point is a whole one.

  Background: a month in which every day is just on its standard
    Given the contract "published/02-riverlink"
    And the figures
      | when                | calls | answered_live_in_60s | abandoned_after_60s |
      | each day of 2021-02 | 1000  | 800                  | 40                  |

  Scenario: an ordinary month
    When 2021-02 is settled
    Then nothing is owed

  Rule: Call wait time: a call that waits ten minutes costs 100.00

    Scenario Outline: both sides of ten minutes
      Given the figures
        | when             | seconds_waited |
        | 2021-02-03T09:12 | <seconds>      |
      When 2021-02 is settled
      Then the level "wait of a single call" is <outcome>
      And "wait of a single call" costs <amount>

      Examples:
        | seconds | outcome | amount  |
        | 0       | met     | nothing |
        | 599     | met     | nothing |
        | 600     | missed  | 100.00  |
        | 3600    | missed  | 100.00  |

    Scenario: each call is judged by itself, also two within a minute
      Given the figures
        | when                | seconds_waited |
        | 2021-02-03T09:12:05 | 610            |
        | 2021-02-03T09:12:40 | 605            |
        | 2021-02-03T09:13:00 | 20             |
        | 2021-02-19T18:01:00 | 900            |
      When 2021-02 is settled
      Then "wait of a single call" costs 300.00

  Rule: Answered live: each begun point below 80 per cent of a half-month costs 500.00

    Scenario Outline: the first half of the month
      Given the figures
        | when                                 | answered_live_in_60s |
        | each day of 2021-02-01 to 2021-02-15 | <answered>           |
      When 2021-02 is settled
      Then "answered live within 60 seconds" costs <amount>

      Examples: 76 is four points short, and never five
        | answered | amount   |
        | 800      | nothing  |
        | 799      | 500.00   |
        | 790      | 500.00   |
        | 789      | 1,000.00 |
        | 763      | 2,000.00 |
        | 760      | 2,000.00 |
        | 759      | 2,500.00 |

    Scenario Outline: the sixteenth belongs to the second half
      Given the figures
        | when  | answered_live_in_60s |
        | <day> | 785                  |
      When 2021-02 is settled
      Then "answered live within 60 seconds" costs 500.00
      And the workings of "answered live within 60 seconds" say "<share>"

      Examples: fifteen days, and thirteen
        | day        | share           |
        | 2021-02-15 | 11,985 / 15,000 |
        | 2021-02-16 | 10,385 / 13,000 |

    Scenario: a half-month with a day that is not reported waits
      Given the figures
        | when                                 | calls | answered_live_in_60s | abandoned_after_60s |
        | each day of 2021-03-02 to 2021-03-31 | 1000  | 800                  | 40                  |
      When 2021-03 is settled
      Then we wait for "answered_live: calls"
      And we wait for "abandoned: calls"

  Rule: Abandoned: each begun point above 4 per cent of a day costs 300.00 for that day

    Scenario Outline: one day
      Given the figures
        | when       | calls | answered_live_in_60s | abandoned_after_60s |
        | 2021-02-20 | 10000 | 8000                 | <abandoned>         |
      When 2021-02 is settled
      Then "abandoned after 60 seconds" costs <amount>

      Examples:
        | abandoned | amount  |
        | 400       | nothing |
        | 401       | 300.00  |
        | 500       | 300.00  |
        | 501       | 600.00  |
        | 600       | 600.00  |

    Scenario: a day without calls has no share, neither 0 nor 100 per cent
      Given the figures
        | when       | calls | answered_live_in_60s | abandoned_after_60s |
        | 2021-02-28 | 0     | 0                    | 0                   |
      When 2021-02 is settled
      Then the level "abandoned after 60 seconds" is not measured
      And nothing is owed

    Scenario Outline: a share that is rounded to two decimals, or not
      Given the reading "rounding" is "<rounding>"
      And the figures
        | when       | calls | answered_live_in_60s | abandoned_after_60s |
        | 2021-02-20 | 25000 | 20000                | <abandoned>         |
      When 2021-02 is settled
      Then "abandoned after 60 seconds" costs <amount>

      Examples: 4.004 and 4.008 per cent
        | rounding | abandoned | amount  |
        | exact    | 1001      | 300.00  |
        | printed  | 1001      | nothing |
        | printed  | 1002      | 300.00  |

  Rule: Pass-through fees: 80 per cent of what a look-up costs, at most a dollar each

    Scenario Outline: one look-up
      Given the figures
        | when       | look_up | look_up_cost |
        | 2021-02-05 | KY-1    | <cost>       |
      When 2021-02 is settled
      Then "out-of-state look-ups" earns <fee>
      And the penalties are 0.00

      Examples:
        | cost | fee     |
        | 0.00 | nothing |
        | 0.90 | 0.72    |
        | 1.24 | 0.99    |
        | 1.25 | 1.00    |
        | 9.80 | 1.00    |

    Scenario: each look-up is capped by itself
      Given the figures
        | when       | look_up | look_up_cost |
        | 2021-02-05 | KY-1    | 2.00         |
        | 2021-02-05 | KY-2    | 0.50         |
      When 2021-02 is settled
      Then "out-of-state look-ups" earns 1.40

  Rule: one statement holds the damages of calls, days and half-months

    Scenario: a month with all three
      Given the figures
        | when                                 | calls | answered_live_in_60s | abandoned_after_60s |
        | each day of 2021-02-01 to 2021-02-15 | 1000  | 763                  | 40                  |
        | 2021-02-04                           | 1000  | 763                  | 60                  |
        | 2021-02-20                           | 10000 | 8000                 | 401                 |
      And the figures
        | when             | seconds_waited |
        | 2021-02-04T09:12 | 600            |
        | 2021-02-04T09:14 | 601            |
        | 2021-02-04T09:15 | 1440           |
        | 2021-02-11T17:03 | 720            |
        | 2021-02-20T12:40 | 660            |
      When 2021-02 is settled
      Then "answered live within 60 seconds" costs 2,000.00
      And "abandoned after 60 seconds" costs 900.00
      And "wait of a single call" costs 500.00
      And the penalties are 3,400.00
