Feature: Massachusetts Health Connector and Dell: customer service

  The target is not where the money starts, the edges are not all of one kind, and one statement holds the lines of a
  month and those of a quarter.

  Background: a month in which every level is met and nothing is paid either way
    Given the contract "published/01-massachusetts-dell"
    And the figures
      | seconds_to_answer | calls | answered_in_30s | abandoned | over_two_minutes |
      | 60                | 10000 | 7500           | 200       | 500              |

  Rule: SLA-2: the average time to answer is at most sixty seconds

    Scenario Outline: it costs once sixty seconds are exceeded
      Given "seconds_to_answer" is <seconds>
      When 2015-02 is settled
      Then the level "average time to answer" is <outcome>
      And "average time to answer" costs <amount>

      Examples:
        | seconds | outcome | amount   |
        | 59      | met     | nothing  |
        | 60      | met     | nothing  |
        | 60.01   | missed  | 5,000.00 |
        | 72      | missed  | 5,000.00 |

  Rule: SLA-3: seventy per cent are answered within thirty seconds

    Scenario Outline: between 65 and 70 per cent the level is missed and still costs nothing
      Given "answered_in_30s" is <answered>
      When 2015-02 is settled
      Then the level "answered within 30 seconds" is <outcome>
      And "answered within 30 seconds" earns <amount>

      Examples:
        | answered | outcome | amount    |
        | 6499    | missed  | -2,500.00 |
        | 6500    | missed  | nothing   |
        | 6999    | missed  | nothing   |
        | 7000    | met     | nothing   |
        | 8000    | met     | nothing   |
        | 8001    | met     | 2,500.00  |
