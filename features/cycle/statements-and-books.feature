Feature: Statements are numbered without a gap and posted once

  Background:
    Given Harbour City buys from Northline and Southcall
    And March is open
    And March is settled on 600 of 1000 calls in time

  Scenario: Each agreement counts its own statements
    Given March is issued
    And April is open
    And April is settled on 900 of 1000 calls in time
    When April is issued
    Then statement NORTH-0001 is net USD -2500.00
    And statement NORTH-0002 is net USD 1000.00

  Scenario: The books add up to zero and agree with the statements
    Given March is issued
    Then the books hold:
      | account         | total        |
      | claim on vendor | USD 2500.00  |
      | penalties       | USD -2500.00 |

  Scenario: The second click changes nothing
    Given March is issued
    When Fay issues March
    Then it is refused: "March 2026 is issued: nobody can issue it now"
    And the books hold:
      | account         | total        |
      | claim on vendor | USD 2500.00  |
      | penalties       | USD -2500.00 |

  Scenario: A power cut after the number was taken loses nothing
    Given Max approves March
    And Fay approves March
    And the power fails while Fay issues March
    Then there is no statement yet
    When Fred issues March
    Then statement NORTH-0001 is net USD -2500.00

  Scenario: A statement can be computed again from what it carries
    Given March is issued
    Then the calculation inside NORTH-0001 gives the same amounts again
