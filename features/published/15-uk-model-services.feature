Feature: UK Model Services Contract: service points

  A failure scores points by its depth, twice as many when it is repeated; each point takes one per cent off the payment.

  Background: a month in which every KPI is met
    Given the contract "published/15-uk-model-services"
    And the figures
      | calls | answered_in_time | tickets | tickets_in_time | order_payment |
      | 10000 | 10000            | 10000   | 10000           | 48000.00      |

  Scenario: a month without a failure
    When 2024-02 is settled
    Then "service points" comes to 0 points
    And nothing is owed

  Rule: Service Points: one to four points by severity

    Scenario Outline: the severities of calls
      Given "answered_in_time" is <in time>
      When 2024-02 is settled
      Then the level "calls answered in time" is missed
      And the level "calls answered in time" is graded "<severity>"
      And "calls answered in time" scores <points> points
      And the penalties are <credit>

      Examples:
        | in time | severity            | points | credit   |
        | 9890    | minor               | 1      | 480.00   |
        | 9800    | minor               | 1      | 480.00   |
        | 9790    | serious             | 2      | 960.00   |
        | 9700    | serious             | 2      | 960.00   |
        | 9690    | severe              | 3      | 1,440.00 |
        | 9600    | severe              | 3      | 1,440.00 |
        | 9590    | below the threshold | 4      | 1,920.00 |
        | 0       | below the threshold | 4      | 1,920.00 |

    Scenario Outline: the severities of tickets
      Given "tickets_in_time" is <in time>
      When 2024-02 is settled
      Then the level "tickets resolved in time" is missed
      And the level "tickets resolved in time" is graded "<severity>"
      And "tickets resolved in time" scores <points> points
      And the penalties are <credit>

      Examples:
        | in time | severity            | points | credit   |
        | 9890    | minor               | 1      | 480.00   |
        | 9800    | minor               | 1      | 480.00   |
        | 9790    | serious             | 2      | 960.00   |
        | 9700    | serious             | 2      | 960.00   |
        | 9690    | severe              | 3      | 1,440.00 |
        | 9600    | severe              | 3      | 1,440.00 |
        | 9590    | below the threshold | 4      | 1,920.00 |
        | 0       | below the threshold | 4      | 1,920.00 |

    Scenario: just on the target
      Given "answered_in_time" is 9900
      And "tickets_in_time" is 9900
      When 2024-02 is settled
      Then the level "calls answered in time" is met
      And the level "tickets resolved in time" is met
      And nothing is owed

    Scenario Outline: satisfaction, before and after its target was raised
      Given "surveys" is 1000
      And "surveys_satisfied" is <satisfied>
      When <month> is settled
      Then the level "users satisfied" is <outcome>
      And "users satisfied" scores <points>

      Examples:
        | month   | satisfied | outcome | points   |
        | 2025-03 | 800       | met     | 0 points |
        | 2025-03 | 799       | missed  | 1 point  |
        | 2025-06 | 820       | met     | 0 points |
        | 2025-06 | 819       | missed  | 1 point  |

    Scenario Outline: 98.95 and 79.95 per cent lie between two printed decimals
      Given the reading "rounding" is "<rounding>"
      And "answered_in_time" is 9895
      And "tickets_in_time" is 9895
      And "surveys" is 10000
      And "surveys_satisfied" is 7995
      When 2024-03 is settled
      Then the level "calls answered in time" is <outcome>
      And the level "tickets resolved in time" is <outcome>
      And the level "users satisfied" is <outcome>
      And the penalties are <credit>

      Examples:
        | rounding | outcome | credit   |
        | half_up  | met     | 0.00     |
        | cut_off  | missed  | 1,440.00 |

    Scenario: points of several KPIs, the quarter's among them, meet in one month
      Given "tickets_in_time" is 9750
      And "surveys" is 200
      And "surveys_satisfied" is 159
      When 2024-03 is settled
      Then "tickets resolved in time" scores 2 points
      And "users satisfied" scores 1 point
      And "service points" comes to 3 points
      And the penalties are 1,440.00

    Scenario: the quarter's points wait for the quarter's last month
      Given "surveys" is 200
      And "surveys_satisfied" is 100
      When 2024-02 is settled
      Then nothing is owed

    Scenario: as long as one KPI waits for its figures, so do the points
      Given "answered_in_time" is 9690
      And "tickets_in_time" is not reported
      When 2024-02 is settled
      Then the level "service points" is unknown
      And we wait for "tickets_resolved: tickets_in_time"
      And the penalties are 0.00

  Rule: Service Points: a failure that repeats scores twice, never four times

    Scenario Outline: the published example, severe, minor, severe
      Given the figures
        | when    | calls | answered_in_time | tickets | tickets_in_time | order_payment | surveys | surveys_satisfied |
        | 2024-01 | 10000 | 9650             | 10000   | 10000           | 100.00        |         |                   |
        | 2024-02 | 10000 | 9850             | 10000   | 10000           | 100.00        |         |                   |
        | 2024-03 | 10000 | 9650             | 10000   | 10000           | 100.00        | 200     | 200               |
      When <month> is settled
      Then "calls answered in time" scores <points> points
      And the penalties are <credit>

      Examples:
        | month   | points | credit |
        | 2024-01 | 3      | 3.00   |
        | 2024-02 | 2      | 2.00   |
        | 2024-03 | 6      | 6.00   |

    Scenario: a third failure in a row scores no more than the second
      Given earlier the figures
        | when    | calls | answered_in_time | tickets | tickets_in_time | order_payment |
        | 2024-04 | 10000 | 9850             | 10000   | 10000           | 48000.00      |
        | 2024-05 | 10000 | 9850             | 10000   | 10000           | 48000.00      |
      And "surveys" is 200
      And "surveys_satisfied" is 200
      And "answered_in_time" is 9850
      When 2024-06 is settled
      Then "calls answered in time" scores 2 points

    Scenario: tickets repeat as calls do
      Given earlier the figures
        | when    | calls | answered_in_time | tickets | tickets_in_time | order_payment |
        | 2024-04 | 10000 | 10000            | 10000   | 9500            | 48000.00      |
      And "tickets_in_time" is 9600
      When 2024-05 is settled
      Then "tickets resolved in time" scores 6 points

    Scenario: a pass ends the run
      Given earlier the figures
        | when    | calls | answered_in_time | tickets | tickets_in_time | order_payment |
        | 2024-03 | 10000 | 9850             | 10000   | 10000           | 48000.00      |
        | 2024-04 | 10000 | 9900             | 10000   | 10000           | 48000.00      |
      And "answered_in_time" is 9850
      When 2024-05 is settled
      Then "calls answered in time" scores 1 point

    Scenario: one KPI's failure does not repeat another's
      Given earlier the figures
        | when    | calls | answered_in_time | tickets | tickets_in_time | order_payment |
        | 2024-01 | 10000 | 9850             | 10000   | 10000           | 48000.00      |
      And "tickets_in_time" is 9850
      When 2024-02 is settled
      Then "tickets resolved in time" scores 1 point

    Scenario: the run crosses the end of a contract year
      Given earlier the figures
        | when    | calls | answered_in_time | tickets | tickets_in_time | order_payment |
        | 2024-03 | 10000 | 9650             | 10000   | 10000           | 48000.00      |
      And "answered_in_time" is 9850
      When 2024-04 is settled
      Then "calls answered in time" scores 2 points

    Scenario: the run outlives an amendment of the target, from 80 to 82 per cent
      Given earlier the figures
        | when    | surveys | surveys_satisfied |
        | 2025-03 | 200     | 158               |
      And "surveys" is 200
      And "surveys_satisfied" is 162
      When 2025-06 is settled
      Then the level "users satisfied" is missed
      And "users satisfied" scores 2 points

    Scenario Outline: a month without a measurement
      Given the reading "unmeasured" is "<unmeasured>"
      And earlier the figures
        | when    | calls   | answered_in_time | tickets | tickets_in_time | order_payment |
        | 2024-03 | 10000   | <two before>     | 10000   | 10000           | 48000.00      |
        | 2024-04 | 0       | 0                | 10000   | 10000           | 48000.00      |
      And "answered_in_time" is 9850
      When 2024-05 is settled
      Then "calls answered in time" scores <points> points

      Examples:
        | unmeasured | two before | points |
        | pauses     | 9850       | 2      |
        | pauses     | 9900       | 1      |
        | resets     | 9850       | 1      |
        | resets     | 9900       | 1      |
        | counts     | 9850       | 2      |
        | counts     | 9900       | 2      |

  Rule: Order Payment: each point takes one per cent off the month's payment

    Scenario: eight points on 48,000.00
      Given earlier the figures
        | when    | calls | answered_in_time | tickets | tickets_in_time | order_payment |
        | 2024-04 | 10000 | 9850             | 10000   | 10000           | 48000.00      |
      And "answered_in_time" is 9650
      And "tickets_in_time" is 9750
      When 2024-05 is settled
      Then "service points" comes to 8 points
      And the penalties are 3,840.00

    Scenario: points without a payment to take them off wait for it
      Given "answered_in_time" is 9850
      And "order_payment" is not reported
      When 2024-02 is settled
      Then the penalties are 0.00
      And we wait for "service_points: order_payment"

  Rule: Performance Failures: a severe failure calls for a plan

    Scenario: severe
      Given "answered_in_time" is 9690
      When 2024-02 is settled
      Then it follows that "The supplier delivers a rectification plan for calls answered in time"

    Scenario: below the threshold
      Given "tickets_in_time" is 9000
      When 2024-02 is settled
      Then it follows that "The supplier delivers a rectification plan for tickets resolved in time"

    Scenario: serious only
      Given "answered_in_time" is 9700
      When 2024-02 is settled
      Then nothing else follows
