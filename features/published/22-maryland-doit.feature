Feature: Maryland DoIT: task order with service level credits

  Every metric weighs some per cent of the invoice. A miss costs its weight, a near miss as much as a deep one.

  Background: a month in which every metric is met, on an invoice of 86,412.55
    Given the contract "published/22-maryland-doit"
    And the figures
      | invoice  | tickets | tickets_in_time | calls | calls_answered | days_late |
      | 86412.55 | 10000   | 9500            | 10000 | 9000           | 0         |

  Scenario: everything just met
    When 2024-03 is settled
    Then nothing is owed

  Rule: 3.8: a missed metric costs its weight of the monthly invoice

    Scenario Outline: missed by a hair or by a mile
      Given "<figure>" is <value>
      When 2024-03 is settled
      Then the level "<metric>" is missed
      And "<metric>" costs <credit>
      And the penalties are <credit>

      Examples:
        | figure          | value | metric                         | credit   |
        | tickets_in_time | 9499  | tickets resolved in time       | 4,320.63 |
        | tickets_in_time | 0     | tickets resolved in time       | 4,320.63 |
        | calls_answered  | 8999  | calls answered in time         | 2,592.38 |
        | calls_answered  | 0     | calls answered in time         | 2,592.38 |
        | days_late       | 1     | monthly summary report in time | 1,728.25 |
        | days_late       | 31    | monthly summary report in time | 1,728.25 |

    Scenario: the first and the third metric, seven per cent
      Given "tickets_in_time" is 9499
      And "days_late" is 1
      When 2024-03 is settled
      Then the penalties are 6,048.88

    Scenario: all three, and more than ten per cent there is not
      Given "tickets_in_time" is 0
      And "calls_answered" is 0
      And "days_late" is 31
      When 2024-03 is settled
      Then the penalties are 8,641.26

    Scenario: a month without tickets
      Given "tickets" is 0
      And "tickets_in_time" is 0
      When 2024-03 is settled
      Then the level "tickets resolved in time" is not measured
      And nothing is owed

    Scenario: a metric that is not reported is waited for
      Given "days_late" is not reported
      When 2024-03 is settled
      Then we wait for "report_in_time: days_late"
