-- Gives the token that is there, or the right to fetch one, or says that somebody else has it.
-- KEYS: state, token, lock. ARGV: owner, lease, the generation that must not be given or nothing, the tag of its token
-- if the platform rejected it.
local KEEP = 2 * 24 * 60 * 60 * 1000
local generation = redis.call('HGET', KEYS[1], 'generation') or '0'
local rejected = tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- A generation that is newer than the rejected one is nobody's to take away.
if rejected and rejected >= tonumber(generation) then
  local left = redis.call('PTTL', KEYS[2])
  redis.call('DEL', KEYS[2])
  if ARGV[4] ~= '' then
    redis.call('HSET', KEYS[1], 'rejected', ARGV[4])
    if left > 0 then
      redis.call('HSET', KEYS[1], 'spoilt_until', string.format('%.0f', now + left))
    end
    redis.call('PEXPIRE', KEYS[1], KEEP)
  end
end
local sealed = redis.call('GET', KEYS[2])
if sealed then
  return {'token', generation, sealed, tostring(redis.call('PTTL', KEYS[2]))}
end
local owner = redis.call('GET', KEYS[3])
if owner and owner ~= ARGV[1] then
  return {'wait'}
end
-- Generations follow the clock, so that they do not begin anew when a server has lost its memory.
local fence = math.max(tonumber(redis.call('HGET', KEYS[1], 'fence') or '0') + 1, now)
fence = string.format('%.0f', fence)
redis.call('HSET', KEYS[1], 'fence', fence)
redis.call('PEXPIRE', KEYS[1], KEEP)
redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[2])
local spoilt = tonumber(redis.call('HGET', KEYS[1], 'spoilt_until') or '0') > now
return {'lead', fence, redis.call('HGET', KEYS[1], 'rejected') or '', spoilt and 'spoilt' or ''}
