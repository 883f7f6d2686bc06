Feature: Crown Commercial Service: call-off schedule 6

  Percentage points of a service level become per cent of money; two tariffs, parts of a point, and the cap are for the
  parties to decide.

  Background: a month in which every level is met, on charges of 10,000.00
    Given the contract "published/16-ccs-call-off"
    And the figures
      | charges  | invoices | invoices_right | requests | requests_served | minutes_due | minutes_up |
      | 10000.00 | 100      | 98             | 1000     | 980             | 10000       | 9800       |

  Scenario: everything just on its measure
    When 2024-03 is settled
    Then nothing is owed

  Rule: Schedule 6: a credit for every percentage point under 98

    Scenario Outline: the tariffs
      Given the reading "tariff" is "<tariff>"
      And "<figure>" is <reached>
      When 2024-03 is settled
      Then "<level>" costs <credit>
      And the penalties are <credit>

      Examples: the published example, 75 where 98 was due
        | tariff  | figure          | reached | level                       | credit   |
        | formula | invoices_right  | 75      | accurate and timely billing | 2,300.00 |
        | annex   | invoices_right  | 75      | accurate and timely billing | 1,150.00 |
        | formula | requests_served | 750     | access to customer support  | 2,300.00 |
        | annex   | requests_served | 750     | access to customer support  | 1,150.00 |
        | formula | minutes_up      | 7500    | availability                | 2,300.00 |
        | annex   | minutes_up      | 7500    | availability                | 4,600.00 |

    Scenario Outline: both sides of the measure
      Given the figures
        | invoices | invoices_right | requests | requests_served | minutes_due | minutes_up |
        | 10000    | 9800           | 10000    | 9800            | 10000       | 9800       |
      And the reading "tariff" is "<tariff>"
      And "<figure>" is <reached>
      When 2024-03 is settled
      Then the level "<level>" is <outcome>
      And "<level>" costs <credit>

      Examples:
        | tariff  | figure          | reached | level                       | outcome | credit  |
        | formula | invoices_right  | 9800    | accurate and timely billing | met     | nothing |
        | formula | invoices_right  | 9799    | accurate and timely billing | missed  | 1.00    |
        | annex   | invoices_right  | 9799    | accurate and timely billing | missed  | 0.50    |
        | formula | requests_served | 9800    | access to customer support  | met     | nothing |
        | formula | requests_served | 9799    | access to customer support  | missed  | 1.00    |
        | annex   | requests_served | 9799    | access to customer support  | missed  | 0.50    |
        | formula | minutes_up      | 9800    | availability                | met     | nothing |
        | formula | minutes_up      | 9799    | availability                | missed  | 1.00    |
        | annex   | minutes_up      | 9799    | availability                | missed  | 2.00    |

    Scenario Outline: parts of a point
      Given the reading "points" is "<points>"
      And "requests_served" is <served>
      When 2024-03 is settled
      Then "access to customer support" costs <credit>

      Examples:
        | points    | served | credit  |
        | fractions | 979    | 10.00   |
        | fractions | 965    | 150.00  |
        | whole     | 971    | nothing |
        | whole     | 970    | 100.00  |
        | whole     | 965    | 100.00  |
        | whole     | 960    | 200.00  |

  Rule: Service Credit Cap: the levels together may cost more than the charges, unless there is a cap

    Scenario Outline: all three levels fail badly
      Given the reading "cap" is "<cap>"
      And "invoices_right" is <invoices>
      And "requests_served" is 640
      And "minutes_up" is 6400
      When 2024-03 is settled
      Then the penalties are <credits>

      Examples:
        | cap     | invoices | credits   |
        | none    | 66       | 10,000.00 |
        | none    | 65       | 10,100.00 |
        | charges | 67       | 9,900.00  |
        | charges | 66       | 10,000.00 |
        | charges | 65       | 10,000.00 |

    Scenario: the cut is shared in proportion, to the cent
      Given the reading "cap" is "charges"
      And "invoices_right" is 48
      And "requests_served" is 480
      And "minutes_up" is 4800
      When 2024-03 is settled
      Then the limit of clause "Service Credit Cap" applies
      And "accurate and timely billing" costs 3,333.34
      And "access to customer support" costs 3,333.33
      And "availability" costs 3,333.33
      And the penalties are 10,000.00

  Rule: Critical Service Level Failure: below 70 per cent, beyond credits

    Scenario Outline: just on the threshold
      Given the figures
        | invoices | invoices_right | requests | requests_served |
        | 10000    | 9800           | 10000    | 9800            |
      And "<figure>" is 7000
      When 2024-03 is settled
      Then nothing else follows

      Examples:
        | figure          |
        | invoices_right  |
        | requests_served |
        | minutes_up      |

    Scenario Outline: below the threshold
      Given the figures
        | invoices | invoices_right | requests | requests_served |
        | 10000    | 9800           | 10000    | 9800            |
      And "<figure>" is 6999
      When 2024-03 is settled
      Then it follows that "The buyer may use its remedies for a critical service level failure"

      Examples:
        | figure          |
        | invoices_right  |
        | requests_served |
        | minutes_up      |
