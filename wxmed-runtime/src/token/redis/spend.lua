-- Spends one of a budget, if there is one: the rule of budget.rs, by the clock of the server.
-- KEYS: budget. ARGV: how many, in what period, how far apart.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most, period, apart = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local first = redis.call('LINDEX', KEYS[1], 0)
while first and now - tonumber(first) >= period do
  redis.call('LPOP', KEYS[1])
  first = redis.call('LINDEX', KEYS[1], 0)
end
local last = redis.call('LINDEX', KEYS[1], -1)
if (last and now - tonumber(last) < apart) or redis.call('LLEN', KEYS[1]) >= most then
  return {'late'}
end
redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], period)
return {'done'}
