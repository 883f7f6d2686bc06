Feature: What is in dispute is set aside, and what is paid is recorded once

  Background:
    Given Harbour City buys from Northline and Southcall
    And March is open
    And March is settled on 600 of 1000 calls in time
    And March is issued

  Scenario: A dispute sets its amount aside until it is decided
    When Pat disputes the whole level "answered_in_time" in March
    Then the books hold:
      | account          | total        |
      | claim in dispute | USD 2500.00  |
      | claim on vendor  | USD 0.00     |
      | penalties        | USD -2500.00 |
    When Mia refuses it
    Then the books hold:
      | account          | total        |
      | claim in dispute | USD 0.00     |
      | claim on vendor  | USD 2500.00  |
      | penalties        | USD -2500.00 |

  Scenario: It is paid in parts, and never more than is open
    When Fay records that USD 1000.00 of NORTH-0001 was paid
    Then the books hold:
      | account         | total        |
      | claim on vendor | USD 1500.00  |
      | penalties       | USD -2500.00 |
      | settled         | USD 1000.00  |
    When Fred records that USD 1500.01 of NORTH-0001 was paid
    Then it is refused: "This is not what can be paid or set off"

  Scenario: Only finance records what was paid
    When Mia records that USD 1000.00 of NORTH-0001 was paid
    Then it is refused: "Mia Manager may not record what became of a claim"
