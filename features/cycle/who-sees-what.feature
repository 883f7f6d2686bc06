Feature: Each vendor is alone with its customer

  Background:
    Given Harbour City buys from Northline and Southcall
    And March is open
    And March is settled on 600 of 1000 calls in time
    And March is issued

  Scenario Outline: Both parties see the same
    Then <name> sees March at USD -2500.00, its file and its statement

    Examples:
      | name   |
      | Pat    |
      | Mia    |
      | Fay    |
      | Audrey |

  Scenario: Another vendor cannot learn that there is anything
    Then Sam sees nothing of March
    When Sam reports 600 of 1000 calls in time for March
    Then it is refused: "There is no period 2026-03"

  Scenario: Another customer sees nothing either
    Then Rita sees nothing of March
