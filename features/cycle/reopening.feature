Feature: A settlement can be taken back until it has a number

  Background:
    Given Harbour City buys from Northline and Southcall
    And March is open
    And March is settled on 600 of 1000 calls in time

  Scenario: The signatures are void, and the partner can send again
    Given Max approves March
    When Mia reopens March because "calls of the 14th are missing"
    Then March is "submitted" and waits for the manager
    When Pat reports 750 of 1000 calls in time for March
    And Mia settles March
    Then March is "settled" and waits for the manager and the finance
    And March comes to USD 0.00

  Scenario: It needs a reason
    When Mia reopens March because ""
    Then it is refused: "Reopening needs a reason"

  Scenario: Later months stand on it
    Given April is open
    And April is settled on 700 of 1000 calls in time
    When Mia reopens March because "calls of the 14th are missing"
    Then it is refused: "A later period stands on this one"
    And the remedy is "Reopen April 2026 first."

  Scenario: An issued statement stands
    Given March is issued
    When Mia reopens March because "calls of the 14th are missing"
    Then it is refused: "March 2026 is issued: nobody can reopen it now"
    And the remedy is "The statement stands. Ask for a restatement if it has to change."
