Feature: Relief for volume, forecast and control

  More calls than were forecast, orders beyond the forecast, agents that the customer counts out, hours off the base: each
  relieves the vendor in its own way, or changes what is billed.

  Background: a month as it was forecast
    Given the contract "published/36-volume-relief"
    And the figures
      | forecast | calls | calls_in_time | first_in_time | hours | base_hours |
      | 10000    | 10000 | 8000          | 8000          | 1000  | 12000      |

  Rule: Forecast: the service level applies to the volume below 110 per cent of the forecast

    Scenario Outline: 12,400 calls, of which 9,300 were in time, and 8,910 of the first 11,000
      Given the reading "relief" is "<relief>"
      And the figures
        | calls | calls_in_time | first_in_time |
        | 12400 | 9300          | 8910          |
      When 2026-06 is settled
      Then the level "calls against the forecast" is missed
      And "answered" comes to <result> %
      And the level "answered within 20 seconds" is <outcome>
      And "answered within 20 seconds" costs <credit>

      Examples:
        | relief | result | outcome | credit   |
        | first  | 81.0   | met     | nothing  |
        | share  | 84.5   | met     | nothing  |
        | month  | 75.0   | excused | nothing  |
        | none   | 75.0   | missed  | 1,519.00 |

    Scenario Outline: just at the threshold nobody is relieved, and one call above it
      Given the reading "relief" is "<relief>"
      And the figures
        | calls   | calls_in_time | first_in_time |
        | <calls> | 8789          | <first>       |
      When 2026-06 is settled
      Then the level "answered within 20 seconds" is <outcome>

      Examples: 79.9 per cent of 11,000; with another call in time, 8,790 of the first 11,000
        | relief | calls | first | outcome |
        | first  | 11000 | 8789  | missed  |
        | share  | 11000 | 8789  | missed  |
        | month  | 11000 | 8789  | missed  |
        | none   | 11000 | 8789  | missed  |
        | month  | 11001 | 8789  | excused |
        | none   | 11001 | 8789  | missed  |
        | first  | 11001 | 8800  | met     |

    Scenario Outline: results are compared as they are printed, to one decimal
      Given the figures
        | calls_in_time | first_in_time |
        | <in time>     | <in time>     |
      When 2026-06 is settled
      Then "answered" comes to <result> %
      And "answered within 20 seconds" costs <credit>

      Examples:
        | in time | result | credit   |
        | 8000    | 80     | nothing  |
        | 7995    | 80     | nothing  |
        | 7994    | 79.9   | 1,225.00 |

    Scenario: a forecast that is given twice is none
      Given the figures
        | when       | forecast |
        | 2026-06-10 | 12000    |
      When 2026-06 is settled
      Then we wait for "answered: forecast"

  Rule: Minimum bill: at least 90 per cent of the forecast is billed

    Scenario Outline: calls at 2.45
      Given the figures
        | calls   | calls_in_time | first_in_time |
        | <calls> | <calls>       | <calls>       |
      When 2026-06 is settled
      Then "calls billed" earns <bill>

      Examples:
        | calls | bill      |
        | 10000 | 24,500.00 |
        | 9001  | 22,052.45 |
        | 9000  | 22,050.00 |
        | 8100  | 22,050.00 |
        | 0     | 22,050.00 |

    Scenario: the credit is a share of what is billed
      Given the figures
        | calls | calls_in_time | first_in_time |
        | 8100  | 6000          | 6000          |
      When 2026-06 is settled
      Then "calls billed" earns 22,050.00
      And "answered within 20 seconds" costs 1,102.50

  Rule: 5.4: a quarter beyond 115 per cent of its forecast binds nobody

    Scenario Outline: orders of the quarter, and those in time
      Given the figures
        | when    | activations_forecast | activations | activated_in_time |
        | 2026-04 | 400                  | 500         | 500               |
        | 2026-06 | 600                  | <in June>   | <in time>         |
      When 2026-06 is settled
      Then the level "activations in time" is <outcome>
      And "activations in time" costs <damages>

      Examples:
        | in June | in time | outcome | damages  |
        | 500     | 450     | met     | nothing  |
        | 500     | 449     | missed  | 5,000.00 |
        | 650     | 592     | missed  | 5,000.00 |
        | 651     | 592     | excused | nothing  |
        | 651     | 651     | excused | nothing  |

  Rule: Abandon rate: three per cent, day by day, unless the customer dictates the agents

    Scenario Outline: a day of a thousand calls
      Given the figures
        | when       | inbound | abandoned   | agents_dictated |
        | 2026-06-08 | 1000    | <abandoned> | <agents>        |
      When 2026-06 is settled
      Then "abandon rate" costs <damages>

      Examples: a day on which nobody says who set the agents is the vendor's
        | abandoned | agents | damages |
        | 30        | 0      | nothing |
        | 31        | 0      | 250.00  |
        | 31        |        | 250.00  |
        | 31        | 1      | nothing |
        | 1000      | 40     | nothing |

    Scenario: relief of one day does not help another, and a quiet day has no rate
      Given the figures
        | when       | inbound | abandoned | agents_dictated |
        | 2026-06-08 | 1000    | 40        | 12              |
        | 2026-06-09 | 1000    | 40        | 0               |
        | 2026-06-10 | 1000    | 40        | 0               |
        | 2026-06-11 | 0       | 0         | 0               |
      When 2026-06 is settled
      Then "abandon rate" costs 500.00

  Rule: Hourly rates: the rate follows from the hours against those offered

    Scenario Outline: hours of a month, a thousand of them being 100 per cent
      Given "hours" is <hours>
      When 2026-06 is settled
      Then "service hours" earns <charge>
      And <it follows>

      Examples: 68.00 an hour below 90 per cent, 64.00 below 110, 61.00 below 120
        | hours | charge    | it follows                                                                                |
        | 800   | 54,400.00 | nothing else follows                                                                      |
        | 899   | 61,132.00 | nothing else follows                                                                      |
        | 900   | 57,600.00 | nothing else follows                                                                      |
        | 1099  | 70,336.00 | nothing else follows                                                                      |
        | 1100  | 67,100.00 | nothing else follows                                                                      |
        | 1199  | 73,139.00 | nothing else follows                                                                      |
        | 799   | nothing   | it follows that "There is no rate for so few or so many hours, and the parties agree one" |
        | 1200  | nothing   | it follows that "There is no rate for so few or so many hours, and the parties agree one" |
