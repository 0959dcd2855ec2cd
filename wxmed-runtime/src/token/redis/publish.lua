-- Takes a token over, unless there was a newer one, and ends the right to fetch.
-- KEYS: state, token, lock. ARGV: owner, generation, what is sealed, how long it is good.
if redis.call('GET', KEYS[3]) == ARGV[1] then
  redis.call('DEL', KEYS[3])
end
if tonumber(ARGV[2]) <= tonumber(redis.call('HGET', KEYS[1], 'generation') or '0') then
  return {'late'}
end
redis.call('HSET', KEYS[1], 'generation', ARGV[2])
redis.call('HDEL', KEYS[1], 'spoilt_until')
redis.call('PEXPIRE', KEYS[1], 2 * 24 * 60 * 60 * 1000)
if tonumber(ARGV[4]) > 0 then
  redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
else
  redis.call('DEL', KEYS[2])
end
return {'done'}
