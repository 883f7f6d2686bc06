Feature: State: benefits system as a service

  A single incident that breaks several levels pays one credit, which the state selects; core functions pay one each.

  Background: a fee of 250,000.00, and everything just on its target
    Given the contract "published/19-state-incidents"
    And "fee" is 250000.00
    And the figures
      | function | function_minutes | function_minutes_up |
      | each     | 10000            | 9950                |

  Rule: Table 54.7, online portal: 5 per cent of a tenth of the fee

    Scenario Outline: both sides of 99.5 per cent
      Given the figures
        | incident | portal_minutes | portal_minutes_up | calls | calls_in_time |
        | I-17     | 10000          | <minutes>         | 1000  | 900           |
      When 2021-03 is settled
      Then at "incident=I-17", the level "online portal available" is <outcome>
      And "online portal available" costs <credit>

      Examples:
        | minutes | outcome | credit   |
        | 9950    | met     | nothing  |
        | 9949    | missed  | 1,250.00 |

  Rule: Table 54.7, calls: 3 per cent of the fee

    Scenario Outline: both sides of 90 per cent
      Given the figures
        | incident | portal_minutes | portal_minutes_up | calls | calls_in_time |
        | I-17     | 10000          | 9950              | 1000  | <calls>       |
      When 2021-03 is settled
      Then at "incident=I-17", the level "calls answered in time" is <outcome>
      And "calls answered in time" costs <credit>

      Examples:
        | calls | outcome | credit   |
        | 900   | met     | nothing  |
        | 899   | missed  | 7,500.00 |

  Rule: Single incident: one credit, and the highest until the state selects another

    Scenario: one outage breaks both
      Given the figures
        | incident | portal_minutes | portal_minutes_up | calls | calls_in_time |
        | I-17     | 10000          | 9000              | 1000  | 850           |
      When 2021-03 is settled
      Then before limits the penalties come to 8,750.00
      And the limit of clause "Single incident" applies
      And "online portal available" costs nothing
      And "calls answered in time" costs 7,500.00

    Scenario: two incidents, one each
      Given the figures
        | incident | portal_minutes | portal_minutes_up |
        | I-17     | 10000          | 9000              |
      And the figures
        | incident | calls | calls_in_time |
        | I-18     | 1000  | 850           |
      When 2021-03 is settled
      Then no limit applies
      And the penalties are 8,750.00

  Rule: Table 54.7, core functions: 2 per cent of the fee for each that fails

    Scenario Outline: both sides of 99.5 per cent of one function's time
      Given the figures
        | function | function_minutes | function_minutes_up |
        | claims   | 10000            | <minutes>           |
      When 2021-03 is settled
      Then at "function=claims", "core functions available" costs <credit>

      Examples:
        | minutes | credit   |
        | 9950    | nothing  |
        | 9949    | 5,000.00 |

    Scenario: one outage breaks three functions and the answering of calls
      Given the figures
        | incident | portal_minutes | portal_minutes_up | calls | calls_in_time |
        | I-17     | 10000          | 9000              | 1000  | 850           |
      And the figures
        | function | function_minutes_up |
        | each     | 9000                |
      When 2021-03 is settled
      Then "core functions available" costs 15,000.00
      And the penalties are 22,500.00

    Scenario: a function that is not reported is waited for
      Given "function_minutes" is not reported
      And the figures
        | function | function_minutes |
        | claims   | 10000            |
      When 2021-03 is settled
      Then at "function=payment", the level "core functions available" is unknown
      And we wait for "core_functions: function_minutes"

    Scenario: a credit waits for the fee
      Given "fee" is not reported
      And the figures
        | function | function_minutes | function_minutes_up |
        | claims   | 10000            | 9000                |
      When 2021-03 is settled
      Then the penalties are 0.00
      And we wait for "core_functions: fee"
