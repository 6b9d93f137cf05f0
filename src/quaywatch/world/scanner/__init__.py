"""A simulated scanner: dual-energy radiographs of simulated containers, and the truth apart.

`streaming.simulated` yields scans; `loads.load`, `threats.hide`, `expecting.expected` and
`exposing.expose` are its steps, `likelihood` what an ideal observer makes of them.
"""
