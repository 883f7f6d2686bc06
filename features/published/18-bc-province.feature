Feature: Province of British Columbia: services by statement of work

  Each statement of work has its own amount at risk; a failure in one costs nothing in another.

  Background: two statements of work, just on their targets
    Given the contract "published/18-bc-province"
    And the figures
      | sow      | charges   | minutes_due | minutes_up | requests | requests_in_time |
      | hosting  | 400000.00 | 10000       | 9950       | 100      | 95               |
      | desktops | 90000.00  | 10000       | 9950       | 100      | 95               |

  Scenario: an ordinary month
    When 2009-06 is settled
    Then nothing is owed

  Rule: Amount at risk: twelve per cent of the charges of that statement of work

    Scenario: the same failure in both costs each by its own charges
      Given the figures
        | sow      | minutes_up |
        | hosting  | 9000       |
        | desktops | 9000       |
      When 2009-06 is settled
      Then at "sow=hosting", "service available" costs 28,800.00
      And at "sow=desktops", "service available" costs 6,480.00
      And the penalties are 35,280.00

    Scenario: a credit waits for the charges of its own statement of work
      Given the figures
        | sow  | minutes_due | minutes_up | requests | requests_in_time |
        | scan | 10000       | 9000       | 100      | 95               |
      When 2009-06 is settled
      Then the penalties are 0.00
      And we wait for "availability: charges"

  Rule: Service Level Credit: the weight of the level times the amount at risk

    Scenario Outline: both sides of each target
      Given the figures
        | sow     | <figure>  |
        | hosting | <reached> |
      When 2009-06 is settled
      Then at "sow=hosting", the level "<level>" is <outcome>
      And at "sow=hosting", "<level>" costs <credit>
      And at "sow=desktops", "<level>" costs nothing

      Examples:
        | figure           | reached | level              | outcome | credit    |
        | minutes_up       | 9950    | service available  | met     | nothing   |
        | minutes_up       | 9949    | service available  | missed  | 28,800.00 |
        | requests_in_time | 95      | requests fulfilled | met     | nothing   |
        | requests_in_time | 94      | requests fulfilled | missed  | 19,200.00 |
