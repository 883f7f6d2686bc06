Feature: NHS 111 call handling on the national standards of 2015

  The standards and the providers' figures are public; prices are illustrative: 8.00 for each call answered.

  Background: a month of 10,000 calls answered in which every standard is met
    Given the contract "nhs-111"
    And the figures
      | calls_offered | calls_abandoned | calls_answered | answered_in_60s | offered_call_back | called_back_in_10min |
      | 10500         | 100             | 10000          | 9600            | 1000              | 500                  |

  Rule: 6.1(a): each percentage point below 95 % in 60 seconds, or part of one, costs 1 % of the charge, at most 5 %

    Scenario Outline: the first call too few starts a point
      Given "answered_in_60s" is <in_time>
      When 2015-05 is settled
      Then the level "answered within 60 seconds" is <outcome>
      And "answered within 60 seconds" costs <amount>

      Examples:
        | in_time | outcome | amount   |
        | 9501    | met     | nothing  |
        | 9500    | met     | nothing  |
        | 9499    | missed  | 800.00   |
        | 9400    | missed  | 800.00   |
        | 9399    | missed  | 1,600.00 |
        | 9100    | missed  | 3,200.00 |
        | 9099    | missed  | 4,000.00 |
        | 9000    | missed  | 4,000.00 |
        | 8999    | missed  | 4,000.00 |
        | 0       | missed  | 4,000.00 |

    Scenario: what prints as 95.0 % is still below 95 % (Leicestershire & Rutland in May 2015, as reported)
      Given the figures in "nhs-111/data/111AC8.csv"
      When 2015-05 is settled
      Then the level "answered within 60 seconds" is missed
      And "answered within 60 seconds" costs 1,718.72

    Scenario: calls answered that were not reported are waited for, they are not zero
      Given "calls_answered" is not reported
      When 2015-05 is settled
      Then the level "answered within 60 seconds" is unknown
      And we wait for "answered_in_60s: calls_answered"
      And the penalties are 0.00

    Scenario: a month without a single call answered is not measured
      Given "calls_answered" is 0
      And "answered_in_60s" is 0
      When 2015-05 is settled
      Then the level "answered within 60 seconds" is not measured
      And nothing is owed

  Rule: 6.1(b): from 98 % the provider earns half a per cent of the charge, if the abandonment standard is met

    Scenario Outline: both standards count
      Given "answered_in_60s" is <in_time>
      And "calls_abandoned" is <given_up>
      When 2015-05 is settled
      Then "answered within 60 seconds" earns <amount>

      Examples:
        | in_time | given_up | amount  |
        | 9799    | 524      | nothing |
        | 9800    | 524      | 400.00  |
        | 10000   | 524      | 400.00  |
        | 9800    | 525      | nothing |

    Scenario: the bonus cannot be proved while calls abandoned are not reported
      Given "answered_in_60s" is 9800
      And "calls_abandoned" is not reported
      When 2015-05 is settled
      Then "answered within 60 seconds" earns nothing
      And we wait for "abandoned: calls_abandoned"

  Rule: 6.2: from 5 % abandoned 2 % of the charge is owed, from 10 % it is 4 %, doubled from the third month in a row

    Scenario Outline: fewer than 5 % means fewer
      Given "calls_offered" is 20000
      And "calls_abandoned" is <given_up>
      When 2015-05 is settled
      Then the level "abandoned after 30 seconds" is <outcome>
      And "abandoned after 30 seconds" costs <amount>

      Examples:
        | given_up | outcome | amount   |
        | 999      | met     | nothing  |
        | 1000     | missed  | 1,600.00 |
        | 1999     | missed  | 1,600.00 |
        | 2000     | missed  | 3,200.00 |

    Scenario Outline: what went before counts, not what it cost
      Given earlier the figures
        | when    | calls_offered | calls_abandoned | calls_answered | answered_in_60s | offered_call_back | called_back_in_10min |
        | 2015-04 | 10500         | <april>         | 10000          | 9600            | 1000              | 500                  |
        | 2015-05 | 10500         | <may>           | 10000          | 9600            | 1000              | 500                  |
      And "calls_abandoned" is <june>
      When 2015-06 is settled
      Then "abandoned after 30 seconds" costs <amount>

      Examples:
        | april | may  | june | amount   |
        | 525   | 525  | 525  | 3,200.00 |
        | 1050  | 525  | 525  | 3,200.00 |
        | 525   | 525  | 1050 | 6,400.00 |
        | 525   | 524  | 525  | 1,600.00 |
        | 524   | 525  | 525  | 1,600.00 |
        | 525   | 525  | 524  | nothing  |

    Scenario: the third month in a row asks for an improvement plan
      Given "calls_abandoned" was 525 in 2015-04 and 2015-05
      And "calls_offered" was 10500 in 2015-04 and 2015-05
      And "calls_abandoned" is 525
      When 2015-06 is settled
      Then it follows that "The provider sends the commissioner an improvement plan within 20 business days"

  Rule: 6.3: calls back are judged by the quarter: 90 % earns 0.5 % of its charge, below 30 % costs 0.5 %, below 20 % 1 %

    Scenario Outline: the quarter's 3,000 calls back count together
      Given earlier the figures
        | when    | calls_offered | calls_abandoned | calls_answered | answered_in_60s | offered_call_back | called_back_in_10min |
        | 2015-04 | 10500         | 100             | 10000          | 9600            | 1000              | <april>              |
        | 2015-05 | 10500         | 100             | 10000          | 9600            | 1000              | <may>                |
      And "called_back_in_10min" is <june>
      When 2015-06 is settled
      Then the level "called back within ten minutes" is <outcome>
      And "called back within ten minutes" earns <amount>

      Examples:
        | april | may | june | outcome | amount    |
        | 900   | 900 | 900  | met     | 1,200.00  |
        | 900   | 900 | 899  | met     | nothing   |
        | 250   | 350 | 300  | met     | nothing   |
        | 250   | 350 | 299  | missed  | -1,200.00 |
        | 200   | 200 | 200  | missed  | -1,200.00 |
        | 200   | 200 | 199  | missed  | -2,400.00 |
        | 0     | 0   | 0    | missed  | -2,400.00 |

    Scenario Outline: one month without numbers is enough for the lowest band, however good the others are
      Given earlier the figures
        | when    | calls_offered | calls_abandoned | calls_answered | answered_in_60s | offered_call_back | called_back_in_10min |
        | 2015-04 | 10500         | 100             | 10000          | 9600            | 1000              | <april>              |
        | 2015-05 | 10500         | 100             | 10000          | 9600            | 1000              | <may>                |
      And "called_back_in_10min" is not reported
      When 2015-06 is settled
      Then the level "called back within ten minutes" is missed
      And "called back within ten minutes" costs 2,400.00

      Examples:
        | april | may  |
        |       |      |
        | 1000  |      |
        | 1000  | 1000 |

    Scenario: a quarter in which nobody was offered a call back is not measured
      Given earlier the figures
        | when    | calls_offered | calls_abandoned | calls_answered | answered_in_60s | offered_call_back | called_back_in_10min |
        | 2015-04 | 10500         | 100             | 10000          | 9600            | 0                 | 0                    |
        | 2015-05 | 10500         | 100             | 10000          | 9600            | 0                 | 0                    |
      And "offered_call_back" is 0
      And "called_back_in_10min" is 0
      When 2015-06 is settled
      Then the level "called back within ten minutes" is not measured
      And nothing is owed

  Rule: 6.4: the credits of one month's statement come to at most 10 % of the month's charge, cut in proportion

    Scenario Outline: 8 % for a third month of abandonment and 1 % for each point of answering
      Given earlier the figures
        | when    | calls_offered | calls_abandoned | calls_answered | answered_in_60s | offered_call_back | called_back_in_10min |
        | 2015-04 | 10500         | 525             | 10000          | 9600            | 1000              | 500                  |
        | 2015-05 | 10500         | 525             | 10000          | 9600            | 1000              | 500                  |
      And "calls_abandoned" is 1050
      And "answered_in_60s" is <in_time>
      When 2015-06 is settled
      Then the penalties are <amount>
      And "abandoned after 30 seconds" costs <abandoned>

      Examples:
        | in_time | amount   | abandoned |
        | 9400    | 7,200.00 | 6,400.00  |
        | 9300    | 8,000.00 | 6,400.00  |
        | 9299    | 8,000.00 | 5,818.18  |
        | 0       | 8,000.00 | 4,923.08  |

    Scenario: exactly 10 % is not cut
      Given earlier the figures
        | when    | calls_offered | calls_abandoned | calls_answered | answered_in_60s | offered_call_back | called_back_in_10min |
        | 2015-04 | 10500         | 525             | 10000          | 9600            | 1000              | 500                  |
        | 2015-05 | 10500         | 525             | 10000          | 9600            | 1000              | 500                  |
      And "calls_abandoned" is 1050
      And "answered_in_60s" is 9300
      When 2015-06 is settled
      Then no limit applies

    Scenario: Cornwall in June 2015, as reported
      Given the figures in "nhs-111/data/111AF1.csv"
      When 2015-06 is settled
      Then the penalties are 8,006.40
      And the incentives are 0.00
      And the limit of clause "6.4" applies
      And it follows that "The commissioner may call a joint review of staffing"

    Scenario: North East England in April 2015, as reported
      Given the figures in "nhs-111/data/111AA1.csv"
      When 2015-04 is settled
      Then the net is -9,014.24
      And no limit applies
