Feature: TELUS: hosted IVR

  Missed measures score points, a table turns the points into per cent, and the per cent are of a bill that does not
  exist yet: the next month's.

  Background: a month in which every measure is just on its target; the next month's bill is 48,250.00
    Given the contract "published/07-telus-ivr"
    And the figures
      | when                             | service_minutes | planned_outage | ivr_outage | speech_outage | transfer_outage | portal_outage | reports_outage | billed_services |
      | each month of 2013-04 to 2013-05 | 43000           | 3000           | 200        | 200           | 200             | 400           | 400            | 48250.00        |

  Scenario: an ordinary month
    When 2013-04 is settled
    Then "credit points" comes to 0 points
    And nothing is owed

  Rule: 2.1: each missed measure scores its points

    Scenario Outline: one measure at a time
      Given the figures
        | when    | <figure>  |
        | 2013-04 | <minutes> |
      When 2013-04 is settled
      Then the level "<level>" is <outcome>
      And "credit points" comes to <points> points

      Examples: both sides of each target
        | figure          | minutes | level                           | outcome | points |
        | ivr_outage      | 200     | IVR available, two months' mean | met     | 0      |
        | ivr_outage      | 201     | IVR available, two months' mean | missed  | 10     |
        | speech_outage   | 200     | speech recognition available    | met     | 0      |
        | speech_outage   | 201     | speech recognition available    | missed  | 8      |
        | transfer_outage | 201     | transfers available             | missed  | 5      |
        | portal_outage   | 400     | portal available                | met     | 0      |
        | portal_outage   | 401     | portal available                | missed  | 5      |
        | reports_outage  | 401     | reports available               | missed  | 2      |

    Scenario: the IVR's month is averaged with the month before, as a mean of two percentages
      Given the figures
        | when    | service_minutes | planned_outage | ivr_outage | speech_outage | transfer_outage | portal_outage | reports_outage |
        | 2013-03 | 44000           | 4000           | 120        | 0             | 0               | 0             | 0              |
        | 2013-04 | 43000           | 3000           | 360        | 200           | 200             | 400           | 400            |
      When 2013-04 is settled
      Then "IVR available in the month" comes to 99.1 %
      And "IVR available, two months' mean" comes to 99.4 %
      And the workings of "IVR available, two months' mean" say "The mean of 99.7 (2013-03), 99.1 (2013-04) = 99.4 %."

    Scenario: without a month before, the month stands alone
      Given the figures
        | when    | service_minutes | planned_outage | ivr_outage | speech_outage | transfer_outage | portal_outage | reports_outage | billed_services |
        | 2012-01 | 43000           | 3000           | 360        | 200           | 200             | 400           | 400            | 0               |
        | 2012-02 | 43000           | 3000           | 0          | 200           | 200             | 400           | 400            | 1000.00         |
      When 2012-01 is settled
      Then "IVR available, two months' mean" comes to 99.1 %
      And "credit points" costs 20.00

    Scenario Outline: one bad month can be charged twice
      Given the figures
        | when                             | service_minutes | planned_outage | ivr_outage | speech_outage | transfer_outage | portal_outage | reports_outage | billed_services |
        | each month of 2013-03 to 2013-07 | 43000           | 3000           | 0          | 0             | 0               | 0             | 0              | 48250.00        |
        | 2013-04                          | 43000           | 3000           | 401        | 0             | 0               | 0             | 0              | 48250.00        |
      When <month> is settled
      Then "credit points" costs <amount>

      Examples:
        | month   | amount  |
        | 2013-03 | nothing |
        | 2013-04 | 965.00  |
        | 2013-05 | 965.00  |
        | 2013-06 | nothing |

    Scenario: a month that is one planned outage is not measured
      Given the figures
        | when    | service_minutes |
        | 2013-04 | 3000            |
      When 2013-04 is settled
      Then the level "portal available" is not measured
      And the level "IVR available, two months' mean" is not measured
      And "credit points" comes to 0 points

    Scenario: points wait for a measure that is not reported
      When 2013-03 is settled
      Then the level "credit points" is unknown
      And we wait for "portal: portal_outage"

  Rule: Calculation of Service Level Credits: the table is read at, after or between its rows

    Scenario Outline: points into money
      Given the reading "between_rows" is "<rows>"
      And the figures
        | when    | ivr_outage | speech_outage | transfer_outage | portal_outage | reports_outage |
        | 2013-04 | <ivr>      | <speech>      | <transfer>      | <portal>      | <reports>      |
      When 2013-04 is settled
      Then "credit points" comes to <points> points
      And "credit points" costs <amount>

      Examples: on a row all three agree
        | rows       | ivr | speech | transfer | portal | reports | points | amount   |
        | reached    | 0   | 0      | 201      | 0      | 0       | 5      | nothing  |
        | next       | 0   | 0      | 201      | 0      | 0       | 5      | nothing  |
        | proportion | 0   | 0      | 201      | 0      | 0       | 5      | nothing  |
        | reached    | 201 | 0      | 201      | 401    | 0       | 20     | 2,895.00 |
        | next       | 201 | 0      | 201      | 401    | 0       | 20     | 2,895.00 |
        | proportion | 201 | 0      | 201      | 401    | 0       | 20     | 2,895.00 |
        | reached    | 201 | 201    | 201      | 401    | 401     | 30     | 4,825.00 |
        | next       | 201 | 201    | 201      | 401    | 401     | 30     | 4,825.00 |
        | proportion | 201 | 201    | 201      | 401    | 401     | 30     | 4,825.00 |

      Examples: between two rows they do not
        | rows       | ivr | speech | transfer | portal | reports | points | amount   |
        | reached    | 201 | 0      | 0        | 401    | 401     | 17     | 1,930.00 |
        | next       | 201 | 0      | 0        | 401    | 401     | 17     | 2,895.00 |
        | proportion | 201 | 0      | 0        | 401    | 401     | 17     | 2,316.00 |
        | reached    | 0   | 201    | 0        | 0      | 0       | 8      | nothing  |
        | next       | 0   | 201    | 0        | 0      | 0       | 8      | 965.00   |
        | proportion | 0   | 201    | 0        | 0      | 0       | 8      | 579.00   |
        | next       | 0   | 0      | 0        | 0      | 401     | 2      | nothing  |

    Scenario: the credit waits for the bill it is taken off
      Given the figures
        | when    | ivr_outage |
        | 2013-05 | 1000       |
      When 2013-05 is settled
      Then the penalties are 0.00
      And we wait for "credit_points: billed_services"

    Scenario Outline: after the last month there is no bill
      Given the reading "last_month" is "<answer>"
      And the figures
        | when    | service_minutes | planned_outage | ivr_outage | speech_outage | transfer_outage | portal_outage | reports_outage | billed_services |
        | 2014-12 | 43000           | 3000           | 201        | 0             | 0               | 0             | 0              | 50000.00        |
      When 2014-12 is settled
      Then "credit points" costs <amount>

      Examples:
        | answer | amount   |
        | own    | 1,000.00 |
        | lost   | nothing  |
