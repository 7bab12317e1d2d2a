"""The face "Befolkning och index": forecasts by age, index tables, and what rests on each."""
