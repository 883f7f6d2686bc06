Feature: Two people sign, and neither signs their own work

  Background:
    Given Harbour City buys from Northline and Southcall
    And March is open
    And March is settled on 600 of 1000 calls in time

  Scenario: A vendor manager and finance, in either order
    When Fay approves March
    Then March is "settled" and waits for the manager
    When Max approves March
    Then March is "approved" and waits for the finance

  Scenario: Who prepared it does not approve it
    When Mia approves March
    Then it is refused: "Nobody approves what they sent in or prepared"

  Scenario: Two of finance are not enough
    When Fay approves March
    And Fred approves March
    Then it is refused: "This signature has been given"
    And the remedy is "The signature of manager is missing: ask somebody who has not taken part yet."

  Scenario Outline: Others do not sign
    When <name> approves March
    Then it is refused: "<message>"

    Examples:
      | name   | message                        |
      | Pat    | Pat Partner may not approve    |
      | Audrey | Audrey Auditor may not approve |

  Scenario: Without a result for every level there is nothing to sign
    Given April is open
    And Pat sends a file for April that says "2026-04,1000,600,"
    And Mia settles April
    When Max approves April
    Then it is refused: "The settlement still waits for figures"
    And the remedy is "Reopen it and ask the vendor for the missing figures."

  Scenario: Finance does not issue what is not approved
    When Max approves March
    And Fay issues March
    Then it is refused: "March 2026 is settled: nobody can issue it now"
