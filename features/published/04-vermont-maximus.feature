Feature: Vermont DVHA and Maximus: member call centre

  Two levels together earn a bonus, one of them alone can bring a penalty, and in between lies a dead zone.
  The amounts are illustrative: the source does not print them.

  Background: an ordinary month of 10,000 calls, fast enough for neither bonus nor penalty
    Given the contract "published/04-vermont-maximus"
    And the figures
      | calls_to_line | calls_to_state | answered_in_24s | abandoned |
      | 10000         | 0              | 7000            | 400       |

  Scenario: the dead zone
    When 2018-02 is settled
    Then nothing is owed

  Rule: Bonus: at least 75 per cent in time and at most 5.0 per cent abandoned

    Scenario Outline: both levels must earn it
      Given "answered_in_24s" is <in time>
      And "abandoned" is <abandoned>
      When 2018-02 is settled
      Then the level "answered within 24 seconds" is <outcome>
      And the incentives are <bonus>
      And the penalties are 0.00

      Examples:
        | in time | abandoned | outcome | bonus    |
        | 7500    | 500       | met     | 8,000.00 |
        | 7499    | 500       | missed  | 0.00     |
        | 8120    | 510       | met     | 0.00     |
        | 8120    | 500       | met     | 8,000.00 |
        | 7000    | 0         | missed  | 0.00     |

    Scenario Outline: the printed decimal decides when the rate lies between 5.0 and 5.1
      Given the reading "abandonment_limit" is "<limit>"
      And "answered_in_24s" is 8000
      And "abandoned" is <abandoned>
      When 2018-02 is settled
      Then the level "abandoned calls" is <outcome>
      And the incentives are <bonus>

      Examples:
        | limit   | abandoned | outcome | bonus    |
        | rounded | 504       | met     | 8,000.00 |
        | rounded | 505       | missed  | 0.00     |
        | exact   | 500       | met     | 8,000.00 |
        | exact   | 501       | missed  | 0.00     |

    Scenario: a rate that is not reported proves no bonus
      Given "answered_in_24s" is 9000
      And "abandoned" is not reported
      When 2018-02 is settled
      Then the level "abandoned calls" is missed
      And nothing is owed

    Scenario Outline: calls that the state took over in a peak
      Given the reading "population" is "<population>"
      And "calls_to_state" is 2500
      And "answered_in_24s" is 6000
      And "abandoned" is 300
      When 2018-11 is settled
      Then "answered within 24 seconds" comes to <share> %
      And the incentives are <bonus>

      Examples:
        | population | share | bonus    |
        | vendor     | 80    | 8,000.00 |
        | line       | 60    | 0.00     |

  Rule: Penalty: less than 60 per cent in time

    Scenario Outline: the floor asks for one level only
      Given "answered_in_24s" is <in time>
      And "abandoned" is <abandoned>
      When 2018-02 is settled
      Then the penalties are <penalty>
      And the incentives are 0.00

      Examples:
        | in time | abandoned | penalty   |
        | 6000    | 980       | 0.00      |
        | 5999    | 980       | 12,000.00 |
        | 5990    | 400       | 12,000.00 |

    Scenario: a penalty can be proved without the rate of abandoned calls
      Given "answered_in_24s" is 5000
      And "abandoned" is not reported
      When 2018-02 is settled
      Then the penalties are 12,000.00

    Scenario: without the calls answered nothing is decided
      Given "answered_in_24s" is not reported
      When 2018-02 is settled
      Then the level "answered within 24 seconds" is unknown
      And we wait for "answered_in_24_seconds: answered_in_24s"
